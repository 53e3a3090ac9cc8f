import { parseAddress } from "@/engine";
import { type PacketLineResult, refused, typed } from "./typedPacket";

/** `SRC=` of the kernel's LOG and TRACE, `src=` of conntrack; of a connection the first is the one that opened it. */
const FIELD = /(?:^|\s)([A-Za-z]+)=(\S*)/g;

/** Whether the line tells a packet by named fields: a kernel log line, or one of `conntrack -L` or `-E`. */
export function isFieldLine(line: string): boolean {
  return /(?:^|\s)src=\S+\s+dst=\S+/i.test(line);
}

/**
 * A line of the kernel's log (LOG, TRACE) or of conntrack.
 * Source: net/netfilter/nf_log_syslog.c, dump_ipv4_packet; conntrack(8).
 */
export function readFieldLine(line: string): PacketLineResult {
  const fields = fieldsOf(line);
  const text = (name: string) => fields.get(name) ?? "";
  const unread = ["src", "dst"].find((name) => parseAddress(text(name)) === undefined);
  if (unread !== undefined)
    return refused(
      line,
      text(unread),
      `${unread}= is followed by "${text(unread)}", which is no address.`,
    );
  const protocol = protocolOf(line, text("proto"));
  if (protocol === undefined)
    return refused(
      line,
      text("proto"),
      "It is neither TCP, UDP nor an ICMP echo: only these can be sent.",
    );
  const isEcho = protocol === "icmp";
  if (isEcho && !ECHO_REQUESTS.has(text("type")))
    return refused(
      line,
      `TYPE=${text("type")}`,
      "This ICMP message is no echo request (TYPE=8, or 128 of IPv6): type the packet that it speaks of.",
    );
  return typed({
    from: text("src"),
    to: text("dst"),
    protocol,
    sourcePort: portOf(fields, isEcho ? ["id"] : ["spt", "sport"]),
    port: portOf(fields, isEcho ? ["seq"] : ["dpt", "dport"]),
    inInterface: text("in") === "" ? undefined : text("in"),
    assumed: isOpening(line, protocol) ? [] : [WITHIN],
  });
}

const WITHIN = "The line shows a packet within a connection: it is sent as the one that opens it.";
const ECHO_REQUESTS: ReadonlySet<string> = new Set(["8", "128"]);

function fieldsOf(line: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const [, name = "", value = ""] of line.matchAll(FIELD)) {
    const key = name.toLowerCase();
    if (!fields.has(key)) fields.set(key, value);
  }
  return fields;
}

function protocolOf(line: string, proto: string): "tcp" | "udp" | "icmp" | undefined {
  const word = proto === "" ? /(?:^|\s)(tcp|udp|icmpv6|icmp)\s+\d+\s/.exec(line)?.[1] : proto;
  switch (word?.toLowerCase()) {
    case "tcp":
    case "6":
      return "tcp";
    case "udp":
    case "17":
      return "udp";
    case "icmp":
    case "icmpv6":
    case "1":
    case "58":
      return "icmp";
    default:
      return undefined;
  }
}

/** conntrack tells connections, not packets: the one that opened it is meant. The kernel prints the flags of TCP. */
function isOpening(line: string, protocol: string): boolean {
  if (protocol !== "tcp" || !/\bPROTO=/.test(line)) return true;
  return /\sSYN\b/.test(line) && !/\sACK\b/.test(line);
}

function portOf(fields: ReadonlyMap<string, string>, names: readonly string[]): number | undefined {
  const port = Number(names.map((name) => fields.get(name)).find((text) => text !== undefined));
  return Number.isInteger(port) && port >= 1 && port <= 65535 ? port : undefined;
}
