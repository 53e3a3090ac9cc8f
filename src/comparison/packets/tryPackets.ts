import { isChainHop, type PacketRequest, printAddress, type Turn, type World } from "@/engine";
import { type Fate, fateOf, isSameFate } from "./fate";
import { fateSentence, particulars } from "./fateSentence";
import type { FaringPackets, PacketComparison } from "./packetComparison";
import { requestsFor } from "./requestsFor";
import type { Senders } from "./surroundings";
import type { DifferingRule, RuleWishes } from "./wishesFor";

export interface TryOptions {
  readonly before: World;
  readonly now: World;
  readonly senders: Senders;
  readonly wishes: RuleWishes;
  /** Packets that are tried whatever differs. */
  readonly given: readonly PacketRequest[];
  readonly onProgress?: (done: number, total: number) => void;
}

/** More are not sent; of a longer list they are spread evenly over it. */
const MOST_TRIED = 1000;
/** Nobody reads more. */
const MOST_LISTED = 200;
const REPORT_EVERY = 50;

/** Sends packets that should come to the rules that differ through both dumps, and compares how they fare. */
export function tryPackets(options: TryOptions): PacketComparison {
  const { before, now, wishes, given, onProgress } = options;
  const made = candidatesOf(options);
  const tried = spread(made);
  const met = new MetRules(wishes.rules);
  const packets = new Map<string, FaringPackets>();
  let differing = 0;
  for (const [index, { request, service, isGiven }] of tried.entries()) {
    if (index % REPORT_EVERY === 0) onProgress?.(index, tried.length);
    const fates = {
      before: fateOf(before, request, met.noteOf("before")),
      now: fateOf(now, request, met.noteOf("now")),
    };
    if (isSameFate(fates.before, fates.now)) continue;
    differing += 1;
    const key = isGiven ? `given ${index}` : groupKey(request, fates);
    const { requests = [] } = packets.get(key) ?? {};
    packets.set(key, { requests: [...requests, request], service, isGiven, ...fates });
  }
  return {
    tried: tried.length,
    possible: made.length,
    rules: wishes.rules.length,
    rulesWithout: met.countUnmet(),
    given: given.length,
    differing,
    packets: [...packets.values()]
      .sort((one, other) => weightOf(other) - weightOf(one))
      .slice(0, MOST_LISTED),
  };
}

/** From whomever they are, packets to one destination that fare alike are told once. */
function groupKey(request: PacketRequest, { before, now }: Record<"before" | "now", Fate>): string {
  const { destination, destinationPort, protocol } = request;
  return [
    printAddress(destination),
    destinationPort,
    protocol,
    ...particulars(request),
    fateSentence(before),
    fateSentence(now),
  ].join();
}

interface Candidate {
  readonly request: PacketRequest;
  readonly service: string | undefined;
  readonly isGiven: boolean;
}

/** Every packet once, in the order of the rules. */
function candidatesOf({ wishes: { wishes }, senders, given }: TryOptions): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  const add = (candidate: Candidate) => {
    const key = JSON.stringify(candidate.request);
    if (!candidates.has(key)) candidates.set(key, candidate);
  };
  for (const request of given) add({ request, service: undefined, isGiven: true });
  for (const { wish, service } of wishes)
    for (const request of requestsFor(wish, senders)) add({ request, service, isGiven: false });
  return [...candidates.values()];
}

/** Which of the rules that differ matched a packet that was tried. */
class MetRules {
  readonly #unmet: ReadonlySet<string>;
  readonly #met = new Set<string>();

  constructor(rules: readonly DifferingRule[]) {
    this.#unmet = new Set(rules.map(({ side, ...place }) => keyOf(side, place)));
  }

  noteOf(side: DifferingRule["side"]): (turn: Turn) => void {
    return ({ hops }) => {
      for (const hop of hops) if (isChainHop(hop)) this.#met.add(keyOf(side, hop));
    };
  }

  countUnmet(): number {
    return [...this.#unmet].filter((key) => !this.#met.has(key)).length;
  }
}

function keyOf(
  side: DifferingRule["side"],
  { table, chain, ruleNumber }: Omit<DifferingRule, "side">,
): string {
  return `${side} ${table} ${chain} ${ruleNumber}`;
}

function spread(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length <= MOST_TRIED) return candidates;
  const step = candidates.length / MOST_TRIED;
  return Array.from(
    { length: MOST_TRIED },
    (_, index) => candidates[Math.floor(index * step)],
  ).filter((one) => one !== undefined);
}

/** What changed for the user comes first: something arrives no more, or for the first time. */
function weightOf({ before, now, isGiven }: FaringPackets): number {
  if (isGiven) return 3;
  const arrives = (fate: Fate) => fate.ends.some(({ what }) => what === "arrived");
  const fails = (fate: Fate) => fate.ends.some(({ what }) => what !== "arrived");
  if (arrives(before) !== arrives(now)) return 2;
  return fails(before) === fails(now) ? 0 : 1;
}
