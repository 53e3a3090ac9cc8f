import type { Hop, Packet } from "@/engine";
import { metRules } from "../walk/metRules";
import type { Walk } from "../walk/walkOf";
import { pastedChain } from "./pastedChain";

/**
 * The first stop at which two walks of the same packet differ, in what happens or in what becomes of the packet; undefined
 * where they never do. A rule that only has another number is the same rule.
 */
export function findParting(was: Walk, now: Walk): number | undefined {
  const before = was.timeline?.stops ?? [];
  const after = now.timeline?.stops ?? [];
  const most = Math.max(before.length, after.length);
  for (let stop = 0; stop < most; stop++) {
    const one = before[stop];
    const other = after[stop];
    if (one === undefined || other === undefined) return stop;
    if (one.turn !== other.turn || one.made !== other.made) return stop;
    if (hopKey(was, one.hop) !== hopKey(now, other.hop)) return stop;
  }
  return undefined;
}

function hopKey(walk: Walk, hop: Hop | undefined): string {
  if (hop === undefined) return "";
  const { before: _, after, connection: __, ...rest } = hop;
  return JSON.stringify([{ ...rest, ...placeOf(walk, hop) }, after], printable);
}

/** What of a hop is told by numbers that edits change. */
function placeOf(walk: Walk, hop: Hop): Readonly<Record<string, unknown>> {
  if (!("chain" in hop)) return {};
  const rules = metRules(walk, hop.node);
  const rows = rules && pastedChain(rules, hop)?.rows;
  const isRule = hop.kind === "rule" || hop.kind === "undecided";
  const rule = isRule ? rows?.numbered(hop.ruleNumber)?.rule : "end";
  // Which rules were tried before is no part of the way.
  return { ruleNumber: rule, firstTried: undefined, draws: undefined };
}

/** Addresses of IPv6 are big integers, which JSON does not know; the connection is told by the packet. */
function printable(key: string, value: Packet | unknown): unknown {
  if (key === "nat") return undefined;
  return typeof value === "bigint" ? String(value) : value;
}
