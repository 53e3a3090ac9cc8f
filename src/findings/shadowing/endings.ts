import type { Chain, Rule } from "@/engine";
import { type ExaminedTable, rulesOf } from "../examinedNode";
import { isUnconditional } from "./ruleConditions";

type TargetName = Exclude<NonNullable<Rule["target"]>["target"], "jump" | "goto">;

/** Targets behind which no rule of the table sees the packet any more, whatever the node is like. */
const FINAL: ReadonlySet<string> = new Set<TargetName>([
  ...(["ACCEPT", "DROP", "REJECT"] as const),
  ...(["DNAT", "SNAT", "MASQUERADE", "REDIRECT", "NETMAP"] as const),
]);

/** Targets that change nothing which a rule of the same table could ask about. */
const HARMLESS: ReadonlySet<string> = new Set<TargetName>([
  ...(["LOG", "NFLOG", "AUDIT", "TRACE", "CHECKSUM", "RETURN", "TEE", "IDLETIMER"] as const),
]);

/** What becomes of a packet that a rule of the table takes. */
export interface Endings {
  /** Whether the chain's next rule never sees a packet that the rule takes. */
  endsChain(rule: Rule): boolean;
  /** Whether the rule may change something that a later rule asks about, itself or by a chain it calls. */
  mayChange(rule: Rule): boolean;
}

/** Deeper calls are taken to come back: nobody nests chains so. */
const MOST_DEPTH = 64;

/** Looks through the chains of a table as they are asked for. */
export function endingsOf(table: ExaminedTable): Endings {
  const changing = changingChains(table);
  const final = new Map<string, boolean>();

  function isFinal(name: string, depth: number): boolean {
    const known = final.get(name);
    if (known !== undefined) return known;
    const chain = table.chain(name);
    if (chain === undefined || depth > MOST_DEPTH) return false;
    // A chain that leads back to itself: nothing is promised.
    final.set(name, false);
    const found = neverReturns(chain, depth);
    final.set(name, found);
    return found;
  }

  function neverReturns(chain: Chain, depth: number): boolean {
    for (const [, rule] of rulesOf(chain)) {
      if (mayReturn(rule, depth)) return false;
      if (isUnconditional(rule) && endsTable(rule, depth)) return true;
    }
    return false;
  }

  function mayReturn({ target, unknown }: Rule, depth: number): boolean {
    if (unknown !== undefined || target?.target === "RETURN") return true;
    return target?.target === "goto" && !isFinal(target.chain, depth + 1);
  }

  function endsTable({ target }: Rule, depth: number): boolean {
    if (target === undefined) return false;
    return "chain" in target ? isFinal(target.chain, depth + 1) : FINAL.has(target.target);
  }

  return {
    endsChain(rule) {
      const { target, unknown } = rule;
      if (target === undefined || unknown !== undefined) return false;
      if (target.target === "goto" || target.target === "RETURN") return true;
      return endsTable(rule, 0);
    },
    mayChange: ({ target, unknown }) =>
      unknown !== undefined ||
      (target !== undefined &&
        ("chain" in target ? changing.has(target.chain) : changesPackets(target.target))),
  };
}

function changesPackets(target: string): boolean {
  return !FINAL.has(target) && !HARMLESS.has(target);
}

/** The chains in which a packet may be changed, or in a chain that they call. */
function changingChains({ chains, jumps }: ExaminedTable): ReadonlySet<string> {
  const changing = new Set<string>();
  for (const chain of chains) {
    for (const [, { target, unknown }] of rulesOf(chain)) {
      const isOwn = target !== undefined && !("chain" in target) && changesPackets(target.target);
      if (isOwn || unknown !== undefined) changing.add(chain.name);
    }
  }
  // A set also gives what is added while it is gone through.
  for (const name of changing)
    for (const { from } of jumps.to.get(name) ?? []) changing.add(from.name);
  return changing;
}
