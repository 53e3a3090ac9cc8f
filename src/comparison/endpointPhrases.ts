import type { Ruleset } from "@/engine";
import { hashedKind } from "@/findings/kubeChains";
import type { ChainDifference } from "./chainDifference";

/** Chains that choose among the endpoints of a Service. */
const CHOOSING: ReadonlySet<string | undefined> = new Set(["SVC", "SVL", "XLB"]);

/** More than these are counted and not named. */
const MOST_NAMED = 3;

/** What became of the endpoints of a Service, from those of its chains that differ. */
export function endpointPhrases(
  rulesets: { readonly before: Ruleset; readonly now: Ruleset },
  chains: readonly ChainDifference[],
): readonly string[] {
  const { before, now } = rulesets;
  const choosing = chains.filter(({ chain }) => CHOOSING.has(hashedKind(chain)));
  const old = endpointsOf(before, choosing);
  const current = endpointsOf(now, choosing);
  const added = [...current.keys()].filter((chain) => !old.has(chain));
  const removed = [...old.keys()].filter((chain) => !current.has(chain));
  const total = added.length + removed.length > 0 ? [`${count(current.size)} now`] : [];
  return [
    ...phrase(
      added.map((chain) => current.get(chain) ?? chain),
      "added",
    ),
    ...phrase(
      removed.map((chain) => old.get(chain) ?? chain),
      "removed",
    ),
    ...total,
    ...(total.length > 0 ? [] : sharePhrases(rulesets, choosing)),
  ];
}

function count(endpoints: number): string {
  return `${endpoints.toLocaleString("en")} ${endpoints === 1 ? "endpoint" : "endpoints"}`;
}

function phrase(endpoints: readonly string[], what: string): readonly string[] {
  if (endpoints.length === 0) return [];
  const named = endpoints.slice(0, MOST_NAMED).join(", ");
  const more = endpoints.length > MOST_NAMED ? ", …" : "";
  return [`${count(endpoints.length)} ${what}: ${named}${more}`];
}

/** By their chains, what DNAT sends to. */
function endpointsOf(
  ruleset: Ruleset,
  choosing: readonly ChainDifference[],
): ReadonlyMap<string, string> {
  const nat = ruleset.table("nat");
  const endpoints = new Map<string, string>();
  for (const { chain: name } of choosing) {
    const chain = nat?.chain(name);
    for (let number = 1; number <= (chain?.length ?? 0); number++) {
      const target = chain?.rule(number).target;
      if (target === undefined || !("chain" in target) || hashedKind(target.chain) !== "SEP")
        continue;
      endpoints.set(target.chain, destinationOf(ruleset, target.chain) ?? target.chain);
    }
  }
  return endpoints;
}

function destinationOf(ruleset: Ruleset, name: string): string | undefined {
  const chain = ruleset.table("nat")?.chain(name);
  for (let number = chain?.length ?? 0; number >= 1; number--) {
    const text = chain?.rule(number).text ?? "";
    const found = / --to-destination (\S+)/.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The endpoints are the same: have their shares or their order changed? */
function sharePhrases(
  { before, now }: { readonly before: Ruleset; readonly now: Ruleset },
  choosing: readonly ChainDifference[],
): readonly string[] {
  const isFair = choosing.every(({ chain }) =>
    isSameShare(endpointShares(before, chain), endpointShares(now, chain)),
  );
  if (!isFair) return ["shares of the endpoints changed"];
  const isReordered = choosing
    .flatMap((chain) => chain.rules)
    .some(
      (rule) =>
        rule.kind === "moved" ||
        (rule.kind === "changed" && chanceOf(rule.before.text) !== chanceOf(rule.now.text)),
    );
  return isReordered ? ["endpoints in another order"] : [];
}

/** By its chain the share of new connections that each endpoint gets: its chance, of those that the ones ahead left. */
function endpointShares(ruleset: Ruleset, name: string): ReadonlyMap<string, number> {
  const chain = ruleset.table("nat")?.chain(name);
  const shares = new Map<string, number>();
  let left = 1;
  for (let number = 1; number <= (chain?.length ?? 0); number++) {
    const rule = chain?.rule(number);
    const target = rule?.target;
    if (rule === undefined || target === undefined || !("chain" in target)) continue;
    // Rules for session affinity take connections that were begun before.
    if (hashedKind(target.chain) !== "SEP" || rule.matches.some(({ match }) => match === "recent"))
      continue;
    const share = left * Number(chanceOf(rule.text) ?? 1);
    shares.set(target.chain, (shares.get(target.chain) ?? 0) + share);
    left -= share;
  }
  return shares;
}

/** kube-proxy writes ten digits of a chance. */
const LEAST_SHARE = 0.001;

function isSameShare(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): boolean {
  return [...one].every(
    ([endpoint, share]) => Math.abs(share - (other.get(endpoint) ?? 0)) < LEAST_SHARE,
  );
}

function chanceOf(text: string): string | undefined {
  return / --probability (\S+)/.exec(text)?.[1];
}
