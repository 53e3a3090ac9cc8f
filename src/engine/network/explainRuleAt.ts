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

/**
 * Why a rule that was tried on the way to a hop did or did not match, part by part: with the connection, the counters,
 * the `recent` lists and the draw as they were at that moment. `world` is the one that the packet was sent into; the
 * walk is repeated in it. Empty when that rule was not tried there, and when the trace does not say how to repeat it.
 */
export function explainRuleAt(
  trace: Trace,
  world: World,
  place: HopPlace,
  ruleNumber: number,
): readonly PartExplanation[] {
  const hop = hopAt(trace, place);
  if (hop === undefined || !isChainHop(hop) || trace.replay === undefined) return [];
  let parts: readonly PartExplanation[] | undefined;
  let turn = 0;
  const onTry: OnTry = (attempt) => {
    if (parts !== undefined || turn !== place.turn || attempt.hopsBefore !== place.hop) return;
    if (attempt.place.ruleNumber !== ruleNumber || !isThere(hop, attempt)) return;
    parts = explainRule(attempt.rule, attempt.packet, attempt.look());
  };
  const { request, chance, assumed } = trace.replay;
  converse(world, request, chance, { assumed, onTry, onTurn: (number) => (turn = number) });
  return parts ?? [];
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
