import {
  buildWorld,
  type ChainHop,
  isChainHop,
  type PacketRequest,
  parseAddress,
  parseProtocol,
  type Ruleset,
  sendPacket,
  type WorldSpec,
} from "@/engine";
import type { TracedPacket, TraceStep } from "@/intake/traces/traceStep";
import { tracedPackets } from "./tracedPackets";

/** A packet of a kernel trace beside the engine's walk of the same packet. */
export interface ReplayedPacket {
  /** 1-based line of its first step. */
  readonly line: number;
  readonly packet: TracedPacket | undefined;
  readonly kernel: readonly TracePlace[];
  /** From where the trace begins. */
  readonly engine: readonly TracePlace[];
  /** The first place where they part; undefined when they do not, as far as the trace goes. */
  readonly difference:
    | {
        readonly step: number;
        readonly line: number;
        readonly kernel: TracePlace;
        readonly engine: TracePlace | undefined;
        readonly sentence: string;
      }
    | undefined;
  /** Why the engine could not walk it; undefined when it did. */
  readonly notWalked: string | undefined;
}

/** Where a step or hop stands. */
export interface TracePlace {
  readonly table: string;
  readonly chain: string;
  readonly kind: "rule" | "return" | "policy" | "undecided";
  /** undefined where the trace shows handles only. */
  readonly ruleNumber: number | undefined;
}

/** Walks each packet of a trace through the rules of its node and compares step by step. Never throws. */
export function replayTrace(
  steps: readonly TraceStep[],
  rulesets: readonly Ruleset[],
): readonly ReplayedPacket[] {
  return tracedPackets(steps).map((way) => replayWay(way, rulesets));
}

function replayWay(way: readonly TraceStep[], rulesets: readonly Ruleset[]): ReplayedPacket {
  const [first] = way;
  const packet = first?.packet;
  const kernel = way.map(({ table, chain, kind, ruleNumber }) => ({
    ...{ table, chain, kind, ruleNumber },
  }));
  const known = { line: first?.line ?? 0, packet, kernel };
  const asked = packet && requestOf(packet);
  if (packet === undefined || asked === undefined) {
    const notWalked = "the trace does not show a packet that could be sent";
    return { ...known, engine: [], difference: undefined, notWalked };
  }
  const rules = rulesets.find(({ family }) => (family === "IPv6") === packet.source.includes(":"));
  if (rules === undefined) {
    const notWalked = "there are no rules of the packet's family beside the trace";
    return { ...known, engine: [], difference: undefined, notWalked };
  }
  const { world } = buildWorld(worldOf(way, rules));
  const { trace } = sendPacket(world, asked, { kind: "seed", seed: 1 });
  const hops = (trace.turns[0]?.hops ?? []).filter(isChainHop).map(placeOfHop);
  const engine = hops.slice(Math.max(0, beginOf(kernel[0], hops)));
  return {
    ...known,
    engine,
    difference: firstDifference(way, kernel, engine),
    notWalked: undefined,
  };
}

function placeOfHop({ table, chain, kind, ruleNumber }: ChainHop): TracePlace {
  return { table, chain, kind, ruleNumber };
}

/** Where the trace's first step is in the engine's walk, or else its chain; -1 when the packet never gets there. */
function beginOf(step: TracePlace | undefined, hops: readonly TracePlace[]): number {
  const same = hops.findIndex((hop) => isSame(step, hop));
  if (same >= 0) return same;
  return hops.findIndex(({ table, chain }) => table === step?.table && chain === step.chain);
}

function isSame(step: TracePlace | undefined, hop: TracePlace): boolean {
  return (
    step?.table === hop.table &&
    step.chain === hop.chain &&
    step.kind === hop.kind &&
    (step.ruleNumber === undefined || step.ruleNumber === hop.ruleNumber)
  );
}

function firstDifference(
  way: readonly TraceStep[],
  kernel: readonly TracePlace[],
  engine: readonly TracePlace[],
): ReplayedPacket["difference"] {
  let at = 0;
  let undecided: TracePlace | undefined;
  for (const [step, theirs] of kernel.entries()) {
    while (engine[at]?.kind === "undecided") undecided = engine[at++];
    const ours = engine[at++];
    if (ours !== undefined && isSame(theirs, ours)) continue;
    const why =
      undecided === undefined
        ? `the engine ${ours === undefined ? "has ended" : `is at ${words(ours)}`}`
        : `the engine could not decide at ${words(undecided)} and took another way`;
    const sentence = `The kernel's packet is at ${words(theirs)}; ${why}.`;
    return { step, line: way[step]?.line ?? 0, kernel: theirs, engine: ours, sentence };
  }
  return undefined;
}

function words({ table, chain, kind, ruleNumber }: TracePlace): string {
  return `${table} ${chain} ${kind}${ruleNumber === undefined ? "" : ` ${ruleNumber}`}`;
}

const SENDER = "sender";
const NODE = "node";

function requestOf(packet: TracedPacket): PacketRequest | undefined {
  const [source, destination] = [parseAddress(packet.source), parseAddress(packet.destination)];
  const protocol = parseProtocol(packet.protocol.toLowerCase());
  if (source === undefined || destination === undefined || protocol === undefined) return undefined;
  const { icmpType, icmpCode = 0 } = packet;
  return {
    from: packet.inInterface === undefined ? NODE : SENDER,
    ...{ source, destination, protocol, replies: 0 },
    sourcePort: packet.sourcePort,
    destinationPort: packet.destinationPort,
    tcpFlags: protocol === 6 ? flagBits(packet.flags) : undefined,
    icmp: icmpType === undefined ? undefined : { type: icmpType, code: icmpCode },
    ttl: packet.ttl,
  };
}

const FLAGS = ["FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"];

function flagBits(flags: readonly string[]): number {
  return flags.reduce((bits, flag) => bits | (1 << FLAGS.indexOf(flag)), 0);
}

/** A node of which rules are known and what the trace shows: interfaces, which way packets leave, what is its own. */
function worldOf(way: readonly TraceStep[], rules: Ruleset): WorldSpec {
  const shown = way.flatMap(({ packet }) => [packet?.inInterface, packet?.outInterface]);
  const names = [...new Set(shown)].flatMap((name) =>
    name === undefined || name === "lo" ? [] : name,
  );
  const own = way.find(({ chain }) => chain === "INPUT")?.packet?.destination;
  const left = way.find(({ packet }) => packet?.outInterface !== undefined)?.packet?.outInterface;
  const isForwarded = way.some(({ chain }) => chain === "FORWARD");
  const [{ packet } = {}] = way;
  const isIpv6 = packet?.source.includes(":") === true;
  return {
    nodes: [
      {
        name: NODE,
        rules,
        interfaces: names.map((name, at) => ({
          name,
          addresses: at === 0 && own !== undefined ? [`${own}/${isIpv6 ? 128 : 32}`] : [],
          network: name,
        })),
        routes: left === undefined ? [] : [`${isIpv6 ? "-6 " : ""}default dev ${left}`],
        sysctls: { "net/ipv4/ip_forward": 1, "net/ipv6/conf/all/forwarding": 1 },
        ipsets: [],
        unknown: {
          ...{ interfaces: true, routes: true, ipsets: true, programs: true },
          addresses: !isForwarded,
        },
      },
    ],
    hosts:
      packet?.inInterface === undefined
        ? []
        : [
            {
              name: SENDER,
              network: packet.inInterface,
              addresses: [packet.source],
              gateway: NODE,
            },
          ],
    conntrack: "auto",
  };
}
