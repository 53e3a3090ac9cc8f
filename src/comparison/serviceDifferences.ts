import type { Ruleset } from "@/engine";
import { hashedKind, servicePortOf } from "@/findings/kubeChains";
import type { ChainDifference, RuleDifference } from "./chainDifference";
import { endpointPhrases } from "./endpointPhrases";
import { groupBy } from "./groupBy";

/** What became of a Service port, as its rules tell. */
export interface ServiceDifference {
  /** `default/web:http`. */
  readonly name: string;
  /** Short phrases: `1 endpoint added: 10.244.2.7:8080`, `node port 30080 removed`. Never empty. */
  readonly what: readonly string[];
}

interface Rulesets {
  readonly before: Ruleset;
  readonly now: Ruleset;
}

/** Gathers the differences of chains by the Services that the rules' comments name, in the order of their names. */
export function serviceDifferences(
  rulesets: Rulesets,
  chains: readonly ChainDifference[],
): readonly ServiceDifference[] {
  const named = chains.flatMap((chain) => chain.services.map((name) => ({ name, chain })));
  if (named.length === 0) return [];
  const known = { before: dispatched(rulesets.before), now: dispatched(rulesets.now) };
  return [...groupBy(named, ({ name }) => name)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, list]) => {
      const ofService = list.map(({ chain }) => ({ chain, rules: rulesOf(name, chain) }));
      if (!known.before.has(name) && known.now.has(name)) return { name, what: ["is new"] };
      if (known.before.has(name) && !known.now.has(name)) return { name, what: ["is gone"] };
      return { name, what: describeService(rulesets, ofService) };
    });
}

/** The Services that packets are led to. */
function dispatched(ruleset: Ruleset): ReadonlySet<string> {
  const names = new Set<string>();
  for (const table of ruleset.tables) {
    for (const name of ["KUBE-SERVICES", "KUBE-NODEPORTS", "KUBE-EXTERNAL-SERVICES"]) {
      const chain = table.chain(name);
      for (let number = 1; number <= (chain?.length ?? 0); number++) {
        const service = chain && servicePortOf(chain.rule(number));
        if (service !== undefined) names.add(service);
      }
    }
  }
  return names;
}

interface ServiceChain {
  readonly chain: ChainDifference;
  /** Those of the chain's differences that are about the Service. */
  readonly rules: readonly RuleDifference[];
}

/** A hashed chain is of one Service; elsewhere the comment tells. */
function rulesOf(service: string, { chain, rules }: ChainDifference): readonly RuleDifference[] {
  if (hashedKind(chain) !== undefined) return rules;
  return rules.filter(
    ({ before, now }) => names(now?.text, service) || names(before?.text, service),
  );
}

/** The comment begins with the name, or says for whom the rule is. */
function names(text: string | undefined, service: string): boolean {
  const at = text?.indexOf(service) ?? -1;
  return (
    at > 0 &&
    /["\s]/.test(text?.[at - 1] ?? "") &&
    !/[\w:.-]/.test(text?.[at + service.length] ?? " ")
  );
}

function describeService(rulesets: Rulesets, chains: readonly ServiceChain[]): readonly string[] {
  const endpoints = endpointPhrases(
    rulesets,
    chains.map(({ chain }) => chain),
  );
  const rules = chains.flatMap(({ rules: list }) => list);
  const others = [
    ...chains.flatMap((one) => dispatchPhrases(one)),
    ...countedPhrase(rules, / -m recent /, "session affinity"),
  ];
  const phrases = [...new Set([...endpoints, ...others])];
  const count = rules.length;
  return phrases.length > 0
    ? phrases
    : [`${count} ${count === 1 ? "rule differs" : "rules differ"}`];
}

function dispatchPhrases({ chain: { table, chain }, rules }: ServiceChain): readonly string[] {
  if (chain === "KUBE-NODEPORTS" && table === "nat") return rules.flatMap(nodePortPhrase);
  if (table === "filter") return rules.flatMap(refusalPhrase);
  if (chain === "KUBE-SERVICES") return rules.flatMap(addressPhrase);
  return [];
}

function nodePortPhrase({ kind, before, now }: RuleDifference): readonly string[] {
  const [old, port] = [before, now].map((rule) => /--dport (\d+)/.exec(rule?.text ?? "")?.[1]);
  if (kind === "changed" && old !== port) return [`node port ${old} → ${port}`];
  return kind === "added" || kind === "removed" ? [`node port ${port ?? old} ${kind}`] : [];
}

function refusalPhrase({ kind, before, now }: RuleDifference): readonly string[] {
  const says = (now ?? before)?.text ?? "";
  if (!says.includes("has no endpoints") || (kind !== "added" && kind !== "removed")) return [];
  const verdict = says.includes("-j DROP") ? "dropped" : "refused";
  return [kind === "added" ? `${verdict} now: it has no endpoints` : `not ${verdict} any more`];
}

function addressPhrase({ kind, before, now }: RuleDifference): readonly string[] {
  const [old, address] = [before, now].map((rule) => addressOf(rule?.text ?? ""));
  if (kind === "changed" && old !== address) return [`address ${old} → ${address}`];
  const isLeading = (now ?? before)?.text.includes("-j KUBE-MARK-MASQ") === false;
  return isLeading && (kind === "added" || kind === "removed")
    ? [`address ${address ?? old} ${kind}`]
    : [];
}

/** `10.96.0.10:80`, as far as the rule tells. */
function addressOf(text: string): string | undefined {
  const address = / -d (\S+?)(?:\/(?:32|128))?(?: |$)/.exec(text)?.[1];
  const port = / --dport (\S+)/.exec(text)?.[1];
  if (address === undefined || port === undefined) return address ?? port;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function countedPhrase(
  rules: readonly RuleDifference[],
  pattern: RegExp,
  what: string,
): readonly string[] {
  const has = (kind: "added" | "removed") =>
    rules.some((one) => one.kind === kind && pattern.test((one.now ?? one.before)?.text ?? ""));
  const had = rules.some(
    ({ before, now }) => before && now && pattern.test(before.text) !== pattern.test(now.text),
  );
  if (has("added") && !has("removed")) return [`${what} added`];
  if (has("removed") && !has("added")) return [`${what} removed`];
  return had || has("added") ? [`${what} changed`] : [];
}
