import { familyOf, parseAddress } from "../net/address";
import { PORT_MAX } from "../net/portRange";
import { hasPorts, isIcmp, TCP } from "../net/protocol";
import { parseUint32 } from "../net/uint32";
import { type Connection, TCP_STATES, type TcpMemory, type TcpState } from "./connection";
import { invertTuple, isSameTuple, type Tuple } from "./tuple";

/** A connection before it has its number in a table. */
export type WrittenConnection = Omit<Connection, "id">;

export type ParsedConnection =
  | { readonly ok: true; readonly connection: WrittenConnection }
  | { readonly ok: false; readonly why: string };

/** `ipv4     2 ` of `-o extended` and /proc/net/nf_conntrack, protocol name and number, seconds left, and a state. */
const HEAD =
  /^(?:ipv[46]\s+\d+\s+)?[\w-]+\s+(\d{1,3})\s+(?:(\d+)\s+)?(?:([A-Z][A-Z_0-9]*)\s+)?(?=src=)/;
const FIELD = /^([\w-]+)=(\S*)$/;

/** What is known of both ends of a TCP connection that is only listed: its windows are not. */
const UNHEARD = { upTo: undefined, limit: undefined, acknowledged: undefined, isLiberal: true };
const UNKNOWN_PAST: TcpMemory = {
  lastSegment: "ACK",
  lastDirection: "original",
  lastHadPayload: false,
  lastSequence: undefined,
  ends: { original: UNHEARD, reply: UNHEARD },
  closeBegun: false,
  simultaneousOpen: false,
};

/**
 * Reads one line of `conntrack -L`, plain or `-o extended`, or of /proc/net/nf_conntrack. Whether an end was rewritten is told
 * from the two tuples. Windows of TCP and the interface that MASQUERADE took the address of are not in such a line.
 * Source: libnetfilter_conntrack src/conntrack/snprintf_default.c; Linux net/netfilter/nf_conntrack_standalone.c, ct_seq_show.
 */
export function parseConnection(line: string): ParsedConnection {
  const text = line.trim();
  const head = HEAD.exec(text);
  if (head === null) return refuse(NOT_A_LINE);
  const [whole, number = "", seconds, state] = head;
  const protocol = Number(number);
  const { tuples, others, flags } = readFields(text.slice(whole.length));
  const [original, reply] = tuples.map((fields) => tupleOf(fields, protocol));
  if (original === undefined || reply === undefined) return refuse(NO_TUPLES);
  const tcpState = tcpStateOf(state, flags);
  if (protocol === TCP && tcpState === undefined) return refuse(NO_TCP_STATE);
  const zone = others.get("zone") ?? others.get("zone-orig") ?? "0";
  if (zone !== "0") return refuse(`It is of zone ${zone}; packets of the others do not meet it.`);
  return {
    ok: true,
    connection: {
      ...changesOf(original, reply),
      ...(protocol === TCP ? { tcpState, tcpMemory: tcpState && pastOf(tcpState) } : NO_TCP),
      original,
      reply,
      mark: parseUint32(others.get("mark") ?? "") ?? 0,
      seenReply: !flags.has("[UNREPLIED]"),
      assured: flags.has("[ASSURED]") || isOffloaded(flags),
      confirmed: true,
      sourceSettled: true,
      destinationSettled: true,
      masqueradeInterface: undefined,
      secondsLeft: seconds === undefined ? undefined : Number(seconds),
    },
  };
}

const NOT_A_LINE = `It is not a line of conntrack -L: "udp 17 29 src=10.0.0.1 dst=10.0.0.2 sport=5000 dport=53 [UNREPLIED] src=…" would be.`;
const NO_TUPLES =
  "It has not both tuples, src= dst= sport= dport= of the first packet and of its answer, or one of them cannot be read.";
const NO_TCP_STATE = `It names no state of a TCP connection; ${TCP_STATES.slice(1).join(", ")} are some.`;

const NO_TCP = { tcpState: undefined, tcpMemory: undefined } as const;

/** A connection that has begun to close was closed in order: a SYN after that begins anew. */
function pastOf(state: TcpState): TcpMemory {
  return { ...UNKNOWN_PAST, closeBegun: CLOSING.has(state) };
}

const CLOSING: ReadonlySet<TcpState> = new Set([
  "FIN_WAIT",
  "CLOSE_WAIT",
  "LAST_ACK",
  "TIME_WAIT",
  "CLOSE",
]);

function tcpStateOf(written: string | undefined, flags: ReadonlySet<string>): TcpState | undefined {
  if (written === undefined && isOffloaded(flags)) return "ESTABLISHED";
  return TCP_STATES.find((state) => state === written);
}

/** A connection in a flow table is established, and its listing shows neither state nor flag. */
function isOffloaded(flags: ReadonlySet<string>): boolean {
  return flags.has("[OFFLOAD]") || flags.has("[HW_OFFLOAD]");
}

/** Nothing can be rewritten of an entry any more, so both ends are settled; which was, the tuples show. */
function changesOf(original: Tuple, reply: Tuple) {
  const answer = invertTuple(original);
  const isAsItWas = isSameTuple(answer, reply);
  return {
    sourceChanged:
      !isAsItWas &&
      (reply.destination !== answer.destination ||
        reply.destinationPort !== answer.destinationPort),
    destinationChanged:
      !isAsItWas && (reply.source !== answer.source || reply.sourcePort !== answer.sourcePort),
  };
}

type Fields = ReadonlyMap<string, string>;

interface LineFields {
  readonly tuples: readonly Fields[];
  /** What stands behind the tuples. */
  readonly others: Fields;
  /** With their brackets. */
  readonly flags: ReadonlySet<string>;
}

const OF_TUPLE: ReadonlySet<string> = new Set([
  "src",
  "dst",
  "sport",
  "dport",
  "type",
  "code",
  "id",
]);

/** Each `src=` begins a tuple. */
function readFields(text: string): LineFields {
  const tuples: Map<string, string>[] = [];
  const others = new Map<string, string>();
  const flags = new Set<string>();
  for (const word of text.split(/\s+/)) {
    const [, name, value = ""] = FIELD.exec(word) ?? [];
    if (name === undefined) flags.add(word);
    else if (name === "src") tuples.push(new Map([[name, value]]));
    else if (OF_TUPLE.has(name)) tuples.at(-1)?.set(name, value);
    else others.set(name, value);
  }
  return { tuples, others, flags };
}

function tupleOf(fields: Fields, protocol: number): Tuple | undefined {
  const source = parseAddress(fields.get("src") ?? "");
  const destination = parseAddress(fields.get("dst") ?? "");
  if (source === undefined || destination === undefined) return undefined;
  if (familyOf(source) !== familyOf(destination)) return undefined;
  const ends = { source, destination, protocol };
  if (isIcmp(protocol)) return icmpTuple(ends, fields);
  const needed = hasPorts(protocol);
  const sourcePort = needed ? number(fields.get("sport"), PORT_MAX) : 0;
  const destinationPort = needed ? number(fields.get("dport"), PORT_MAX) : 0;
  if (sourcePort === undefined || destinationPort === undefined) return undefined;
  return { ...ends, sourcePort, destinationPort, icmp: undefined };
}

function icmpTuple(
  ends: Pick<Tuple, "source" | "destination" | "protocol">,
  fields: Fields,
): Tuple | undefined {
  const identifier = number(fields.get("id"), PORT_MAX);
  const type = number(fields.get("type"), 255);
  const code = number(fields.get("code"), 255);
  if (identifier === undefined || type === undefined || code === undefined) return undefined;
  return { ...ends, sourcePort: identifier, destinationPort: 0, icmp: { type, code } };
}

function number(text: string | undefined, most: number): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  return Number(text) <= most ? Number(text) : undefined;
}

function refuse(why: string): ParsedConnection {
  return { ok: false, why };
}
