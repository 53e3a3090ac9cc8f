import type { PartExplanation } from "../matches/matchExtension";
import type { Packet } from "../net/packet";
import { explainRule } from "../ruleset/explainRule";
import type { OnTry } from "../traversal/surroundings";
import { converse } from "./conversation";
import { isChainHop } from "./outcome";
import type { ChainHop, Hop, Trace } from "./trace";
import type { World } from "./world";

/** A hop of a trace: of a turn's own packet, or of one of the answers it caused. */
export interface HopPlace {
  /** Index into the trace's turns. */
  readonly turn: number;
  /** Index into the turn's hops, or into the answer's. */
  readonly hop: number;
  /** Index into the turn's `made`; undefined for the turn's own packet. */
  readonly made?: number | undefined;
}

/** Rules of one chain by their numbers, both ends included. */
export interface RuleSpan {
  readonly from: number;
  readonly to: number;
}

/** By rule number: why the rule did or did not match, part by part. */
export type RuleExplanations = ReadonlyMap<number, readonly PartExplanation[]>;

/**
 * Why the rules that were tried on the way to a hop did or did not match, part by part: with the connection, the
 * counters, the `recent` lists and the draws as they were at that moment. `world` is the one that the packet was sent
 * into; the walk is repeated in it, once for all rules asked about. Rules that were not tried there have no entry;
 * none has one when the trace does not say how to repeat it.
 */
export function explainRulesAt(
  trace: Trace,
  world: World,
  place: HopPlace,
  span: RuleSpan,
): RuleExplanations {
  const explained = new Map<number, readonly PartExplanation[]>();
  const hop = hopAt(trace, place);
  if (hop === undefined || !isChainHop(hop) || trace.replay === undefined) return explained;
  let turn = 0;
  const onTry: OnTry = (attempt) => {
    const { ruleNumber } = attempt.place;
    if (turn !== place.turn || attempt.hopsBefore !== place.hop) return;
    if (ruleNumber < span.from || ruleNumber > span.to || explained.has(ruleNumber)) return;
    if (!isThere(hop, attempt)) return;
    explained.set(ruleNumber, explainRule(attempt.rule, attempt.packet, attempt.look()));
  };
  const { request, chance, assumed } = trace.replay;
  converse(world, request, chance, { assumed, onTry, onTurn: (number) => (turn = number) });
  return explained;
}

function hopAt({ turns }: Trace, { turn, hop, made }: HopPlace): Hop | undefined {
  const walked = turns[turn];
  const hops = made === undefined ? walked?.hops : walked?.made[made]?.hops;
  return hops?.[hop];
}

/** Whether a rule is tried in the hop's chain on the hop's packet. */
function isThere(hop: ChainHop, { place, packet }: Parameters<OnTry>[0]): boolean {
  return (
    place.node === hop.node &&
    place.hook === hop.hook &&
    place.table === hop.table &&
    place.chain === hop.chain &&
    isSamePacket(packet, hop.before)
  );
}

function isSamePacket(one: Packet, other: Packet): boolean {
  return (
    one.source === other.source &&
    one.destination === other.destination &&
    one.protocol === other.protocol &&
    one.icmp?.type === other.icmp?.type &&
    one.tcpFlags === other.tcpFlags
  );
}
