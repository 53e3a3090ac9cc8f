import type { TracedPacket } from "./traceStep";

const FIELD = /(?:^|\s)([A-Z]+)=(\S*)/g;
const FLAG = /(?:^|\s)(CWR|ECE|URG|ACK|PSH|RST|SYN|FIN)(?=\s|$)/g;

/**
 * Reads `IN=eth0 OUT= SRC=… DST=… … PROTO=TCP SPT=… DPT=… SYN`; undefined when it names no two addresses. What an
 * ICMP error quotes stands in brackets and is not the packet's own.
 * xtables-monitor says SPORT and DPORT. Source: Linux net/netfilter/nf_log_syslog.c, dump_ipv4_packet and dump_ipv6_packet.
 */
export function readTracedPacket(text: string): TracedPacket | undefined {
  const own = text.replace(/\[[^\]]*\]?/g, " ");
  const fields = new Map<string, string>();
  for (const [, name = "", value = ""] of own.matchAll(FIELD)) {
    // ID stands twice in an echo request: the packet's own comes first.
    if (!fields.has(name)) fields.set(name, value);
  }
  const [source, destination] = [fields.get("SRC"), fields.get("DST")];
  if (!source || !destination) return undefined;
  const number = (name: string) => readNumber(fields.get(name));
  return {
    inInterface: fields.get("IN") || undefined,
    outInterface: fields.get("OUT") || undefined,
    source,
    destination,
    protocol: fields.get("PROTO") ?? "",
    sourcePort: number("SPT") ?? number("SPORT"),
    destinationPort: number("DPT") ?? number("DPORT"),
    icmpType: number("TYPE"),
    icmpCode: number("CODE"),
    flags: [...own.matchAll(FLAG)].map(([, flag = ""]) => flag),
    ttl: number("TTL") ?? number("HOPLIMIT"),
    length: number("LEN"),
    mark: number("MARK") ?? 0,
    id: number("ID"),
  };
}

/** `12`, `0x4000`; xtables-monitor runs `ID=38293DF` together. */
function readNumber(text: string | undefined): number | undefined {
  const [digits] = /^(?:0x[\da-f]+|\d+)/i.exec(text ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits);
}
