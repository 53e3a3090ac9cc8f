import { type Chain, type Rule, rulePartsText } from "@/engine";
import type { Check } from "../check";
import { type ExaminedTable, placeOf, rulesOf } from "../examinedNode";
import { type Finding, type FindingWords, findingAt } from "../finding";
import { hashedKind, nameWithService } from "../kubeChains";

const NAME = "uneven-ladder";

/** Rules one below the other that share packets out by chance or in turn, and do not do it evenly. */
export const unevenLadder: Check = {
  name: NAME,
  looksFor: "endpoints that do not get equal shares",
  find: ({ tables }) =>
    tables.flatMap((table) =>
      table.chains.flatMap((chain) => {
        const takesAll = takesAllIn(table, chain);
        return takesAll ?? laddersIn(chain).flatMap((one) => judge(table, one));
      }),
    ),
};

/** Of a Service: an endpoint without a chance before others that ask no more, so that they get nothing. */
function takesAllIn(table: ExaminedTable, chain: Chain): readonly Finding[] | undefined {
  if (hashedKind(chain.name) === undefined) return undefined;
  const takers = new Map<string, number>();
  const behind = new Map<number, number>();
  for (const [number, rule] of rulesOf(chain)) {
    if (!leadsToEndpoint(rule)) continue;
    const asks = whatElseItAsks(rule);
    const taker = takers.get(asks);
    if (taker !== undefined) behind.set(taker, (behind.get(taker) ?? 0) + 1);
    else if (!hasChance(rule)) takers.set(asks, number);
  }
  if (behind.size === 0) return undefined;
  return [...behind].map(([taker, others]) =>
    findingAt(NAME, placeOf(table, chain, taker), alone(chain, taker, others)),
  );
}

function leadsToEndpoint({ target, unknown }: Rule): boolean {
  if (target === undefined || unknown !== undefined || !("chain" in target)) return false;
  return hashedKind(target.chain) === "SEP";
}

function hasChance({ matches }: Rule): boolean {
  return matches.some(({ match }) => match === "statistic");
}

/** Consecutive rules that ask the same, all but the last with a chance. */
interface Ladder {
  readonly chain: Chain;
  readonly first: number;
  /** The chance of each rung with one, in order. */
  readonly chances: readonly number[];
  /** Whether a rung without a chance takes what is left. */
  readonly hasLast: boolean;
}

function laddersIn(chain: Chain): readonly Ladder[] {
  const found: Ladder[] = [];
  let open: { first: number; asks: string; chances: number[] } | undefined;
  const close = (hasLast: boolean) => {
    if (open !== undefined) found.push({ chain, hasLast, ...open });
    open = undefined;
  };
  for (const [number, rule] of rulesOf(chain)) {
    const chance = chanceOf(rule);
    if (chance === undefined && open === undefined) continue;
    const asks = whatElseItAsks(rule);
    if (open !== undefined && open.asks !== asks) close(false);
    if (chance === undefined) close(isRung(rule));
    else if (open === undefined) open = { first: number, asks, chances: [chance] };
    else open.chances.push(chance);
  }
  close(false);
  return found;
}

/** How much of what reaches it a rung takes; undefined for a rule that is none. */
function chanceOf(rule: Rule): number | undefined {
  const chances = rule.matches.filter(({ match }) => match === "statistic");
  const [chance] = chances;
  if (chance?.match !== "statistic" || chances.length > 1 || !isRung(rule)) return undefined;
  const share = chance.mode === "random" ? chance.steps / 2 ** 31 : 1 / chance.every;
  return chance.inverted ? 1 - share : share;
}

/** A rung leads the packet away; a rule that only marks or logs does not. */
function isRung({ target, unknown }: Rule): boolean {
  if (target === undefined || unknown !== undefined) return false;
  return (
    "chain" in target || ["DNAT", "SNAT", "MASQUERADE", "ACCEPT", "DROP"].includes(target.target)
  );
}

function whatElseItAsks(rule: Rule): string {
  const matches = rule.matches.filter(({ match }) => match !== "statistic" && match !== "comment");
  return rulePartsText({ ...rule, matches }).join(" ");
}

function judge(table: ExaminedTable, ladder: Ladder): readonly Finding[] {
  const { chain, first, hasLast } = ladder;
  const uneven = unevenRung(ladder);
  const isService = hashedKind(chain.name) !== undefined;
  if (uneven === undefined && (hasLast || !isService)) return [];
  // One rule with a chance is a sample of somebody's own, and shares nothing out.
  if (!isService && !hasLast && ladder.chances.length < 2) return [];
  const place = placeOf(table, chain, first + (uneven ?? ladder.chances.length - 1));
  if (!isService) return [findingAt(NAME, place, weighted(ladder))];
  return [findingAt(NAME, place, hasLast ? unfair(ladder) : withoutEnd(ladder))];
}

/** kube-proxy before 1.17 wrote five decimals. */
const ROUNDED = 0.51e-5;

/** The first rung that takes more or less than an equal share, counted from 0. */
function unevenRung({ chances, hasLast }: Ladder): number | undefined {
  const rungs = chances.length + (hasLast ? 1 : 0);
  const at = chances.findIndex((chance, index) => Math.abs(chance - 1 / (rungs - index)) > ROUNDED);
  return at < 0 ? undefined : at;
}

function sharesOf({ chances, hasLast }: Ladder): string {
  let left = 1;
  const shares = chances.map((chance) => {
    const share = left * chance;
    left -= share;
    return share;
  });
  const all = hasLast ? [...shares, left] : shares;
  const shown = all.slice(0, MOST_SHOWN).map((share) => `${(share * 100).toFixed(1)} %`);
  return `${shown.join(", ")}${all.length > MOST_SHOWN ? " …" : ""}`;
}

const MOST_SHOWN = 6;
const FAIR =
  "With n endpoints left, a fair rule takes 1/n of what reaches it: 1/3, then 1/2, then the rest.";

function unfair(ladder: Ladder): FindingWords {
  return {
    level: "warning",
    title: `${nameWithService(ladder.chain)} shares its connections unequally`,
    why: `${FAIR} Here the endpoints get ${sharesOf(ladder)}.`,
    whatToDo:
      "kube-proxy writes equal shares: a rule was lost, added or changed by somebody else. Restart kube-proxy on this node, and look who else writes to its chains.",
    source: "kubernetes pkg/proxy/iptables/proxier.go, computeProbability",
  };
}

function alone(chain: Chain, taker: number, others: number): FindingWords {
  const rest = others === 1 ? "the endpoint" : `the ${others} endpoints`;
  return {
    level: "warning",
    title: `Rule ${taker} of ${nameWithService(chain)} takes all connections, and ${rest} behind it none`,
    why: `Only the rule for the last endpoint has no probability. Rule ${taker} has none either, so that one endpoint bears what all should share, and when it fails the whole Service does. ${FAIR}`,
    whatToDo:
      "kube-proxy writes equal shares: a probability was lost, or the rule was added by somebody else. Restart kube-proxy on this node, and look who else writes to its chains.",
    source: "kubernetes pkg/proxy/iptables/proxier.go, writeServiceToEndpointRules",
  };
}

function withoutEnd(ladder: Ladder): FindingWords {
  return {
    level: "warning",
    title: `${nameWithService(ladder.chain)} leaves some connections without an endpoint`,
    why: `The last rule of the balancing has a probability too, so that some connections fall through and keep the Service's address, which nobody has. The endpoints get ${sharesOf(ladder)}.`,
    whatToDo: "The rule for the last endpoint is missing. Restart kube-proxy on this node.",
    source: "kubernetes pkg/proxy/iptables/proxier.go, writeServiceToEndpointRules",
  };
}

function weighted(ladder: Ladder): FindingWords {
  const { chain, chances, hasLast } = ladder;
  const isAlike = new Set(chances).size === 1 && chances.length + (hasLast ? 1 : 0) > 2;
  return {
    level: "note",
    title: `${chain.name} shares packets out unequally: ${sharesOf(ladder)}`,
    why: isAlike
      ? `All rules have the same chance, but each sees only what the ones before it left: the later ones get less. ${FAIR}`
      : "This may be meant, as weights; equal shares would be 1/n, 1/(n-1) and so on.",
    whatToDo: "If equal shares were meant, give the rules 1/n, 1/(n-1) … and the last none.",
  };
}
