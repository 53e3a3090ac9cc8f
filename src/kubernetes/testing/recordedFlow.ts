import {
  type Outcome,
  type PacketRequest,
  parseAddress,
  parseProtocol,
  printAddress,
  printEndpoint,
  type World,
} from "@/engine";
import { everyWay, type Way } from "./everyWay";
import { CLIENT_POD, GOLDEN_NODE, OUTSIDE_CLIENT } from "./goldenNode";

/** What real packets did: one target, tried from one place. */
export interface RecordedFlow {
  /** `outside client …`, `pod …` or `the node itself`. */
  readonly from: string;
  readonly proto: string;
  readonly ip: string;
  readonly port: number;
  /** How many times it was tried. */
  readonly n: number;
  /** By `ip:port` the sources that the endpoint saw. */
  readonly endpoints: Readonly<Record<string, readonly string[]>>;
  /** By errno, or `timeout`, how many tries failed so. */
  readonly failures: Readonly<Record<string, number>>;
}

/** What the engine says a flow can do. */
interface WalkedFlow {
  readonly endpoints: ReadonlyMap<string, WalkedEndpoint>;
  readonly failures: ReadonlySet<string>;
}

interface WalkedEndpoint {
  readonly sources: Set<string>;
  /** How likely one try ends here. */
  probability: number;
}

/** Rarer than this, and chance is no excuse for an endpoint that was not seen in all tries. */
const RARE = 1e-6;

/** Walks a flow over all draws; a sentence for each thing in which it is not as recorded. */
export function compareFlow(
  world: World,
  flow: RecordedFlow,
  hasAffinity: boolean,
): readonly string[] {
  const walked = walkFlow(world, flow);
  return [
    ...Object.entries(flow.endpoints).flatMap(([name, sources]) =>
      compareEndpoint(name, sources, walked.endpoints.get(name)),
    ),
    ...unseenEndpoints(flow, walked, hasAffinity),
    ...compareFailures(Object.keys(flow.failures), [...walked.failures]),
  ];
}

function compareEndpoint(
  name: string,
  sources: readonly string[],
  walked: WalkedEndpoint | undefined,
): readonly string[] {
  if (walked === undefined) return [`${name} is not reached`];
  const ours = [...walked.sources].sort().join(", ");
  const theirs = [...sources].sort().join(", ");
  return ours === theirs ? [] : [`${name} sees ${ours}, was seen to see ${theirs}`];
}

/** A client with session affinity stays where its first try led. */
function unseenEndpoints(
  { endpoints, n }: RecordedFlow,
  walked: WalkedFlow,
  hasAffinity: boolean,
): readonly string[] {
  if (hasAffinity && Object.keys(endpoints).length > 0) return [];
  return [...walked.endpoints]
    .filter(([name, { probability }]) => !(name in endpoints) && (1 - probability) ** n < RARE)
    .map(([name]) => `${name} is reached, and never was in ${n} tries`);
}

function compareFailures(
  recorded: readonly string[],
  walked: readonly string[],
): readonly string[] {
  const ours = [...walked].sort().join(", ");
  const theirs = [...recorded].sort().join(", ");
  return ours === theirs ? [] : [`fails by "${ours}", was seen to fail by "${theirs}"`];
}

function walkFlow(world: World, flow: RecordedFlow): WalkedFlow {
  const request = requestOf(flow);
  const endpoints = new Map<string, WalkedEndpoint>();
  const failures = new Set<string>();
  for (const way of everyWay(world, request)) {
    const failure = failureOf(way, request, flow.proto);
    if (failure === undefined) addArrival(endpoints, way);
    else failures.add(failure);
  }
  return { endpoints, failures };
}

const FIRST_PORT = 40000;

function requestOf({ from, ip, proto, port }: RecordedFlow): PacketRequest {
  const destination = parseAddress(ip);
  const protocol = parseProtocol(proto.toLowerCase());
  if (destination === undefined || protocol === undefined) {
    throw new Error(`no such target: ${proto} ${ip}`);
  }
  return {
    from: senderOf(from),
    destination,
    protocol,
    sourcePort: FIRST_PORT,
    destinationPort: port,
    replies: 1,
  };
}

function senderOf(from: string): string {
  if (from.startsWith("outside client")) return OUTSIDE_CLIENT;
  return from.startsWith("pod") ? CLIENT_POD : GOLDEN_NODE;
}

function addArrival(endpoints: Map<string, WalkedEndpoint>, { trace, probability }: Way): void {
  const arrived = trace.turns[0]?.arrived;
  if (arrived === undefined) return;
  const { destination, destinationPort, source } = arrived.packet;
  const name = printEndpoint(destination, destinationPort ?? 0);
  const known = endpoints.get(name) ?? { sources: new Set(), probability: 0 };
  known.sources.add(printAddress(source));
  known.probability += probability;
  endpoints.set(name, known);
}

/** What the sender would be told; undefined when a pod got the packet and its answer came back. */
function failureOf({ trace }: Way, request: PacketRequest, proto: string): string | undefined {
  const [turn, reply] = trace.turns;
  if (turn === undefined) return "nothing was sent";
  const { outcome } = turn;
  const isOwnUdp = proto === "UDP" && request.from === GOLDEN_NODE;
  if (isOwnUdp && isRefusedInOutput(outcome)) return "EPERM";
  if (outcome.what === "rejected" || outcome.what === "local") return "ECONNREFUSED";
  // The way out leads to the client, and it does not answer for others.
  if (outcome.what !== "delivered" || outcome.at === OUTSIDE_CLIENT) return "timeout";
  return reply?.arrived?.at === request.from ? undefined : "timeout";
}

function isRefusedInOutput(outcome: Outcome): boolean {
  return (
    (outcome.what === "dropped" || outcome.what === "rejected") && outcome.by.hook === "OUTPUT"
  );
}
