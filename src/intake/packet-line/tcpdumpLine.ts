import { type Endpoint, parseDottedEndpoint } from "./endpoint";
import { type PacketLineResult, refused, type TypedPacket, typed } from "./typedPacket";

/** Two ends and what stands behind them. With `-e` the hardware addresses stand before it, with a comma and not a colon. */
const ENDS = /(\S+) > (\S+?):(?=\s|$)(.*)$/;
/** `-i any` puts the interface and the direction before it. Source: tcpdump 4.99 print-sll.c, and tcpdump(1). */
const IN_INTERFACE = /(?:^|\s)([^\s:]+)\s+In\s|\sIn\s+(?!IP6?\s|[0-9a-f]{2}:)([^\s:]+)\s/;

/** Whether the line looks as tcpdump's do. */
export function isTcpdumpLine(line: string): boolean {
  return ENDS.test(line) && /\bIP6?\b|ethertype|Flags \[|\bICMP6?\b|\bUDP\b/.test(line);
}

/**
 * A line of tcpdump, with or without `-n`, `-v`, `-e` and `-i any`. Of an answer the packet is taken that it answers.
 * Source: tcpdump(1), OUTPUT FORMAT.
 */
export function readTcpdumpLine(line: string): PacketLineResult {
  const [, sourceText = "", destinationText = "", rest = ""] = ENDS.exec(line) ?? [];
  const source = parseDottedEndpoint(sourceText);
  const destination = parseDottedEndpoint(destinationText);
  if (source === undefined) return refused(line, sourceText, notAnEnd(sourceText));
  if (destination === undefined) return refused(line, destinationText, notAnEnd(destinationText));
  const told = rest.trim();
  const protocol = protocolOf(line, told, [source.port, destination.port]);
  if (protocol === undefined)
    return refused(
      line,
      told,
      "Which protocol it is cannot be told from this: say Flags […], UDP or ICMP, or write `SOURCE:PORT > DESTINATION:PORT tcp`.",
    );
  const [, before, behind] = IN_INTERFACE.exec(line) ?? [];
  const inInterface = before ?? behind;
  if (protocol === "icmp") return readEcho(line, told, { source, destination, inInterface });
  return readTransport(protocol, told, { source, destination, inInterface });
}

interface Ends {
  readonly source: Endpoint;
  readonly destination: Endpoint;
  readonly inInterface: string | undefined;
}

function notAnEnd(text: string): string {
  return `"${text}" is no address with a port, as tcpdump prints them: 10.0.0.1.52814.`;
}

/** What tcpdump itself decodes by the port, it prints without naming UDP. */
const UDP_PORTS: ReadonlySet<number> = new Set([
  53, 67, 68, 69, 123, 161, 162, 500, 514, 4500, 4789, 5353, 8472,
]);

function protocolOf(
  line: string,
  told: string,
  ports: readonly (number | undefined)[],
): TypedPacket["protocol"] | undefined {
  if (/^ICMP6?\b/.test(told)) return "icmp";
  if (/^Flags \[/.test(told) || /\bproto TCP\b|next-header TCP\b/.test(line) || /^tcp\b/.test(told))
    return "tcp";
  if (/^UDP\b/i.test(told) || /\bproto UDP\b|next-header UDP\b/.test(line)) return "udp";
  return ports.some((port) => port !== undefined && UDP_PORTS.has(port)) ? "udp" : undefined;
}

const ECHO = /^ICMP6?,? echo (request|reply)(?:, id (\d+))?(?:,? seq (\d+))?/;

function readEcho(
  line: string,
  told: string,
  { source, destination, inInterface }: Ends,
): PacketLineResult {
  const [found, kind, id, seq] = ECHO.exec(told) ?? [];
  if (found === undefined)
    return refused(
      line,
      told,
      "This is an ICMP message about another packet: type that packet, and it is seen whether such a message comes of it.",
    );
  const numbers = { sourcePort: numberOf(id), port: numberOf(seq) };
  if (kind === "request")
    return typed({
      from: source.host,
      to: destination.host,
      protocol: "icmp",
      ...numbers,
      inInterface,
    });
  return typed({
    from: destination.host,
    to: source.host,
    protocol: "icmp",
    ...numbers,
    assumed: [ANSWER],
  });
}

const ANSWER = "The line shows an answer: the packet that it answers is sent, the other way round.";
const WITHIN = "The line shows a packet within a connection: it is sent as the one that opens it.";
const DNS = 53;

function readTransport(
  protocol: "tcp" | "udp",
  told: string,
  { source, destination, inInterface }: Ends,
): PacketLineResult {
  const flags = /^Flags \[([^\]]*)\]/.exec(told)?.[1];
  const isAnswer =
    flags === "S." || (protocol === "udp" && source.port === DNS && destination.port !== DNS);
  if (isAnswer)
    return typed({
      from: destination.host,
      to: source.host,
      protocol,
      sourcePort: destination.port,
      port: source.port,
      assumed: [ANSWER],
    });
  const isWithin = flags !== undefined && !/^S[EW]*$/.test(flags);
  return typed({
    from: source.host,
    to: destination.host,
    protocol,
    sourcePort: source.port,
    port: destination.port,
    inInterface,
    assumed: isWithin ? [WITHIN] : [],
  });
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number(text);
  return text !== undefined && number >= 1 && number <= 65535 ? number : undefined;
}
