import type { Address } from "../net/address";
import { forgetConnections, remembersTheSame } from "./forgetConnections";
import { learnWay } from "./learnWay";
import type { PacketRequest } from "./packetRequest";
import { RandomGenerator } from "./randomGenerator";
import { sendPacket } from "./sendPacket";
import type { Outcome, Turn } from "./trace";
import { WayTree } from "./wayTree";
import type { World } from "./world";

export interface CountOptions {
  /** How many connections are begun. */
  readonly connections: number;
  /** The same seed, the same figures. */
  readonly seed: number;
  /** Called with how many are done, after every 10,000 and at the end. */
  readonly onProgress?: ((done: number) => void) | undefined;
  /** `every` walks each connection hop by hop, `first` only the first of those that go the same way. Default `first`. */
  readonly walk?: "every" | "first" | undefined;
}

/** Where some of the connections arrived. */
export interface EndpointCount {
  /** The host or node. */
  readonly at: string;
  /** The destination with which the first packet arrived. */
  readonly address: Address;
  /** undefined where the protocol has no ports. */
  readonly port: number | undefined;
  readonly count: number;
}

/** How some of the connections failed. */
export interface FailureCount {
  readonly what: Outcome["what"];
  readonly count: number;
}

export interface EndpointCounts {
  /** The most frequent first. */
  readonly endpoints: readonly EndpointCount[];
  /** The most frequent first. */
  readonly failures: readonly FailureCount[];
  /** How many were walked hop by hop; all others went a way that one of these had gone. */
  readonly walked: number;
}

const PROGRESS_STEP = 10_000;
/** After so many ways that hold for their own packet alone, no more are learnt. */
const MOST_FAILED_LESSONS = 32;

/**
 * Begins many connections, one after the other, and counts where their first packets arrive. Source ports count up from
 * the request's (1024 unless told) and start again at 1024; connection number n has the nth seed that a generator with
 * `seed` gives. Each is over and forgotten before the next begins, as are those that the world already has; nth counters
 * and `recent` lists go on, in a copy: the world stays as it is.
 *
 * A connection is sent by sendPacket, except where an earlier one that differed in its source port alone, which no rule on
 * its way looks at, met the same draws: then it ends as that one did. Throws when `request.from` names nobody.
 */
export function countEndpoints(
  world: World,
  request: PacketRequest,
  { connections, seed, onProgress, walk = "first" }: CountOptions,
): EndpointCounts {
  const counter = new EndpointCounter(world, { ...request, replies: 0 }, walk === "first");
  const seeds = new RandomGenerator(seed);
  for (let done = 0; done < connections; done++) {
    if (done > 0 && done % PROGRESS_STEP === 0) onProgress?.(done);
    counter.connect(sourcePortOf(request, done), seeds.nextSeed());
  }
  onProgress?.(connections);
  return counter.counts();
}

const FIRST_PORT = 1024;
const PORTS = 65_536;

function sourcePortOf({ sourcePort = FIRST_PORT }: PacketRequest, connection: number): number {
  const port = sourcePort + connection;
  return port < PORTS ? port : FIRST_PORT + ((port - PORTS) % (PORTS - FIRST_PORT));
}

/** How the connections of one kind ended, counted as they come. */
interface Tally {
  readonly arrived: Omit<EndpointCount, "count"> | undefined;
  readonly what: Outcome["what"];
  count: number;
}

class EndpointCounter {
  private world: World;
  private readonly request: PacketRequest;
  private ways: WayTree<Tally> | undefined;
  private failedLessons = 0;
  private walked = 0;
  private readonly tallies = new Map<string, Tally>();
  private readonly numbers = new RandomGenerator(0);

  constructor(world: World, request: PacketRequest, isLearning: boolean) {
    this.world = forgetConnections(world);
    this.request = request;
    this.ways = isLearning ? new WayTree() : undefined;
  }

  connect(sourcePort: number, seed: number): void {
    this.numbers.restart(seed);
    const known = this.ways?.find(this.numbers);
    const tally = known ?? this.walk({ ...this.request, sourcePort }, seed);
    tally.count += 1;
  }

  counts(): EndpointCounts {
    const tallies = [...this.tallies.values()].sort((one, other) => other.count - one.count);
    return {
      endpoints: tallies.flatMap(({ arrived, count }) => (arrived ? [{ ...arrived, count }] : [])),
      failures: tallies.flatMap(({ arrived, what, count }) => (arrived ? [] : [{ what, count }])),
      walked: this.walked,
    };
  }

  private walk(request: PacketRequest, seed: number): Tally {
    this.walked += 1;
    const learnt = this.ways && learnWay(this.world, request, seed);
    if (learnt !== undefined) {
      const tally = this.tallyOf(learnt.turn);
      this.ways?.add(learnt.events, tally);
      return tally;
    }
    if (this.ways !== undefined) this.failedLessons += 1;
    if (this.failedLessons >= MOST_FAILED_LESSONS) this.ways = undefined;
    const { trace, world } = sendPacket(this.world, request, { kind: "seed", seed });
    this.goOn(world);
    return this.tallyOf(trace.turns[0]);
  }

  /** What the packet left behind, its connection apart. Once that is something, ways from before do not hold any more. */
  private goOn(after: World): void {
    const next = forgetConnections(after);
    const isSame =
      remembersTheSame(next.states, this.world.states) &&
      next.alternatives.length === this.world.alternatives.length &&
      next.timeMs === this.world.timeMs;
    if (isSame) return;
    this.world = next;
    this.ways = undefined;
  }

  private tallyOf(turn: Turn | undefined): Tally {
    const what = turn?.outcome.what ?? "undecided";
    const packet = turn?.arrived?.packet;
    const arrived = packet && {
      at: turn.arrived.at,
      address: packet.destination,
      port: packet.icmp === undefined ? packet.destinationPort : undefined,
    };
    const key = arrived ? `${arrived.at} ${arrived.address} ${arrived.port}` : what;
    const known = this.tallies.get(key);
    if (known !== undefined) return known;
    const made: Tally = { arrived, what, count: 0 };
    this.tallies.set(key, made);
    return made;
  }
}
