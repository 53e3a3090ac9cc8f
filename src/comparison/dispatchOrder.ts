import { isOneAddress, printMaskedAddress, type Rule } from "@/engine";
import { diffSequences } from "./diffSequences";
import { groupBy } from "./groupBy";
import type { ReadRule, RulePairs } from "./rulePairs";

/**
 * Chains with rules of every Service, which kube-proxy and the port mapping of the CNI write in no order of their own.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, syncProxyRules, which goes through a map of Services.
 */
const DISPATCH_CHAINS: ReadonlySet<string> = new Set([
  "KUBE-SERVICES",
  "KUBE-NODEPORTS",
  "KUBE-EXTERNAL-SERVICES",
  "KUBE-PROXY-FIREWALL",
  "KUBE-HOSTPORTS",
  "CNI-HOSTPORT-DNAT",
]);

/** Whether the order of Services in a chain is nobody's choice. */
export function isDispatchChain(chain: string): boolean {
  return DISPATCH_CHAINS.has(chain);
}

/**
 * Pairs the rules of two dispatch chains. Rules for another destination, protocol or port cannot take the same packet, so
 * their order among each other does not count. Rules of one destination and port keep theirs, and so does every rule that
 * asks for neither: that the jump to KUBE-NODEPORTS stays behind the Services matters.
 */
export function pairDispatchRules(
  before: readonly ReadRule[],
  now: readonly ReadRule[],
): RulePairs {
  const slotOf = slotsOf([...before, ...now]);
  const pairs = pairsOf(before, now, slotOf);
  moveAcrossBarriers(before, now, { slotOf, pairs });
  return pairs;
}

type SlotOf = (rule: ReadRule) => string | undefined;

/** Pairs slot by slot; all rules without one together. */
function pairsOf(before: readonly ReadRule[], now: readonly ReadRule[], slotOf: SlotOf): Pairs {
  const kept = new Int32Array(before.length).fill(-1);
  const moved = new Int32Array(before.length).fill(-1);
  const slotAt = (rules: readonly ReadRule[], place: number) => {
    const rule = rules[place];
    return rule && slotOf(rule);
  };
  const others = groupBy(now.keys(), (place) => slotAt(now, place));
  for (const [slot, places] of groupBy(before.keys(), (place) => slotAt(before, place))) {
    const placesNow = others.get(slot) ?? [];
    const textsOf = (rules: readonly ReadRule[], list: readonly number[]) =>
      list.map((place) => rules[place]?.text ?? "");
    const diff = diffSequences(textsOf(before, places), textsOf(now, placesNow));
    for (const [index, place] of places.entries()) {
      kept[place] = placesNow[diff.kept[index] ?? -1] ?? -1;
      moved[place] = placesNow[diff.moved[index] ?? -1] ?? -1;
    }
  }
  return { kept, moved };
}

interface Pairs {
  readonly kept: Int32Array;
  readonly moved: Int32Array;
}

/**
 * A Service that was before a rule without a slot and is behind it now: one of the two has moved. Since the order of
 * Services is nobody's choice it is the rule that did, unless the Service went past several of them.
 */
function moveAcrossBarriers(
  before: readonly ReadRule[],
  now: readonly ReadRule[],
  { slotOf, pairs: { kept, moved } }: { readonly slotOf: SlotOf; readonly pairs: Pairs },
): void {
  const barriers = before.flatMap((rule, place) =>
    slotOf(rule) === undefined && (kept[place] ?? -1) >= 0 ? [place] : [],
  );
  const barriersNow = barriers.map((place) => kept[place] ?? 0);
  const segments = countBefore(before.length, barriers);
  const segmentsNow = countBefore(now.length, barriersNow);
  const crossed = new Set<number>();
  for (const [place, placeNow] of kept.entries()) {
    const rule = before[place];
    if (placeNow < 0 || rule === undefined || slotOf(rule) === undefined) continue;
    const segment = segments[place] ?? 0;
    const segmentNow = segmentsNow[placeNow] ?? 0;
    const distance = Math.abs(segment - segmentNow);
    if (distance === 1) crossed.add(Math.min(segment, segmentNow));
    else if (distance > 1) move({ kept, moved }, place);
  }
  for (const barrier of crossed) {
    const place = barriers[barrier];
    if (place !== undefined) move({ kept, moved }, place);
  }
}

function move({ kept, moved }: Pairs, place: number): void {
  moved[place] = kept[place] ?? -1;
  kept[place] = -1;
}

/** By place, how many of some places, which rise, are before it. */
function countBefore(length: number, places: readonly number[]): Int32Array {
  const counts = new Int32Array(length);
  let passed = 0;
  for (let place = 0; place < length; place++) {
    while ((places[passed] ?? length) < place) passed += 1;
    counts[place] = passed;
  }
  return counts;
}

/** Where a packet has to go for a rule to take it. */
interface Slot {
  /** Protocol and port. */
  readonly port: string;
  /** The one destination; undefined when there may be several. */
  readonly destination: string | undefined;
}

/** Names slots so that rules of different names cannot take the same packet. */
function slotsOf(rules: readonly ReadRule[]): SlotOf {
  const slots = new Map<ReadRule, Slot>();
  const openPorts = new Set<string>();
  for (const read of rules) {
    const slot = slotOf(read.rule);
    if (slot === undefined) continue;
    slots.set(read, slot);
    if (slot.destination === undefined) openPorts.add(slot.port);
  }
  return (read) => {
    const slot = slots.get(read);
    if (slot === undefined) return undefined;
    return openPorts.has(slot.port) ? slot.port : `${slot.port} ${slot.destination}`;
  };
}

function slotOf({ unknown, protocol, matches, destination }: Rule): Slot | undefined {
  if (unknown !== undefined || protocol === undefined || protocol.inverted) return undefined;
  for (const match of matches) {
    if (match.match !== "tcp" && match.match !== "udp" && match.match !== "sctp") continue;
    const port = match.destinationPort;
    if (port === undefined || port.inverted || port.from !== port.to) continue;
    const isOne = destination !== undefined && !destination.inverted && isOneAddress(destination);
    return {
      port: `${protocol.number}:${port.from}`,
      destination: isOne ? printMaskedAddress(destination) : undefined,
    };
  }
  return undefined;
}
