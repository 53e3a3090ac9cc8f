import { type PacketRequest, printAddress, type World } from "@/engine";
import { type Fate, fateOf, isSameFate } from "./fate";
import { fateSentence } from "./fateSentence";
import type { FaringPackets, PacketComparison } from "./packetComparison";
import { requestsFor } from "./requestsFor";
import type { Senders } from "./surroundings";
import type { RuleWishes } from "./wishesFor";

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
  const tried = spread(made.candidates);
  const packets = new Map<string, FaringPackets>();
  let differing = 0;
  for (const [index, { request, service, isGiven }] of tried.entries()) {
    if (index % REPORT_EVERY === 0) onProgress?.(index, tried.length);
    const fates = { before: fateOf(before, request), now: fateOf(now, request) };
    if (isSameFate(fates.before, fates.now)) continue;
    differing += 1;
    const key = isGiven ? `given ${index}` : groupKey(request, fates);
    const { requests = [] } = packets.get(key) ?? {};
    packets.set(key, { requests: [...requests, request], service, isGiven, ...fates });
  }
  return {
    tried: tried.length,
    possible: made.candidates.length,
    rules: wishes.rules,
    rulesWithout: wishes.without + made.rulesWithout,
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
function candidatesOf({ wishes: { wishes }, senders, given }: TryOptions) {
  const candidates = new Map<string, Candidate>();
  const add = (candidate: Candidate) => {
    const key = JSON.stringify(candidate.request);
    if (!candidates.has(key)) candidates.set(key, candidate);
  };
  for (const request of given) add({ request, service: undefined, isGiven: true });
  let rulesWithout = 0;
  for (const wish of wishes) {
    const requests = requestsFor(wish.wish, senders);
    if (requests.length === 0) rulesWithout += 1;
    for (const request of requests) add({ request, service: wish.service, isGiven: false });
  }
  return { candidates: [...candidates.values()], rulesWithout };
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
