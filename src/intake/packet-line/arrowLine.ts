import { parseAddress, parsePort } from "@/engine";
import { type Endpoint, parseDottedEndpoint, parseEndpoint } from "./endpoint";
import { type PacketLineResult, refused, type TypedPacket, typed } from "./typedPacket";

const ARROWS: ReadonlySet<string> = new Set([">", "->", "=>", "→", "to", "from"]);
const PROTOCOLS: ReadonlySet<string> = new Set(["tcp", "udp", "icmp"]);

/**
 * `10.0.0.1:52814 > 10.96.0.10:80 tcp`, `tcp 10.0.0.1 10.0.0.2 80`, `udp 10.96.0.10:53`: two ends, the second with its port, and
 * the protocol before or behind; tcp where none is named. With one end alone nothing is told of who sends.
 */
export function readArrowLine(line: string): PacketLineResult {
  const words = line
    .replaceAll(/(?<=\S)(->|=>|→|>)(?=\S)/g, " $1 ")
    .split(/[\s,]+/)
    .filter((word) => word !== "");
  const isProtocol = (word: string) => PROTOCOLS.has(word.toLowerCase());
  const named = words.find(isProtocol);
  const rest = words.filter((word) => word !== named && !ARROWS.has(word.toLowerCase()));
  const { ends, stray } = endsOf(rest);
  if (stray !== undefined) return refused(line, stray, notUnderstood(stray));
  const to = ends.at(-1);
  if (to === undefined || isWordsOnly(line, ends, named)) return refused(line, "", FORMS);
  const from = ends.length > 1 ? ends[0] : undefined;
  const protocol = protocolOf(named);
  if (protocol !== "icmp" && to.port === undefined)
    return refused(line, "", `The port behind ${to.host} is missing: ${to.host}:80.`);
  return typed({
    from: from?.host,
    to: to.host,
    protocol,
    sourcePort: from?.port,
    port: to.port,
    assumed: named === undefined ? ["No protocol is named: it is sent as tcp."] : [],
  });
}

/** Names may be hosts; without an arrow, an address, a port or a protocol they are any words. */
function isWordsOnly(line: string, ends: readonly Endpoint[], named: string | undefined): boolean {
  const isName = ({ host, port }: Endpoint) =>
    port === undefined && parseAddress(host) === undefined && !/[./]/.test(host);
  return named === undefined && ends.every(isName) && !/->|=>|→|>/.test(line);
}

const FORMS =
  "Write a packet as SOURCE:PORT > DESTINATION:PORT tcp, as curl, nc, ping or dig, or paste a line of tcpdump, conntrack or the kernel's log.";

function notUnderstood(word: string): string {
  return `"${word}" is neither an address, a name with a port, nor a protocol (tcp, udp, icmp). ${FORMS}`;
}

function protocolOf(named: string | undefined): TypedPacket["protocol"] {
  const word = named?.toLowerCase();
  return word === "udp" || word === "icmp" ? word : "tcp";
}

/** At most two ends; a bare number or service name is the port of the end before it. */
function endsOf(words: readonly string[]): {
  readonly ends: readonly Endpoint[];
  readonly stray: string | undefined;
} {
  const ends: Endpoint[] = [];
  for (const word of words) {
    const last = ends.at(-1);
    const port = /^\d+$/.test(word) || last !== undefined ? parsePort(word) : undefined;
    if (port !== undefined && last !== undefined && last.port === undefined && port > 0) {
      ends[ends.length - 1] = { ...last, port };
      continue;
    }
    const end = parseEndpoint(word) ?? parseDottedEndpoint(word);
    if (end === undefined || ends.length === 2 || port !== undefined) return { ends, stray: word };
    ends.push(end);
  }
  return { ends, stray: undefined };
}
