import type { TracedPacket } from "./traceStep";

const FIELD = /(?:^|\s)([A-Z]+)=(\S*)/g;
const FLAG = /(?:^|\s)(CWR|ECE|URG|ACK|PSH|RST|SYN|FIN)(?=\s|$)/g;

/**
 * Reads `IN=eth0 OUT= SRC=… DST=… … PROTO=TCP SPT=… DPT=… SYN`; undefined when it names no two addresses. What an
 * ICMP error quotes stands in brackets and is not the packet's own.
 * xtables-monitor says SPORT and DPORT. Source: Linux net/netfilter/nf_log_syslog.c, dump_ipv4_packet and dump_ipv6_packet.
 */
export function readTracedPacket(text: string): TracedPacket | undefined {
  const [, quoted] = /\[([^\]]*)\]?/.exec(text) ?? [];
  const own = text.replace(/\[[^\]]*\]?/g, " ");
  const fields = fieldsOf(own);
  const last = (name: string) => fields.get(name)?.at(-1);
  const [source, destination] = [last("SRC"), last("DST")];
  if (!source || !destination) return undefined;
  const number = (name: string) => readNumber(last(name));
  return {
    inInterface: last("IN") || undefined,
    outInterface: last("OUT") || undefined,
    source,
    destination,
    protocol: last("PROTO") ?? "",
    sourcePort: number("SPT") ?? number("SPORT"),
    destinationPort: number("DPT") ?? number("DPORT"),
    icmpType: number("TYPE"),
    icmpCode: number("CODE"),
    flags: flagsOf(own),
    ttl: number("TTL") ?? number("HOPLIMIT"),
    tos: tosOf(number),
    // A UDP header says its own length behind the packet's.
    length: readNumber(fields.get("LEN")?.[0]),
    mark: number("MARK") ?? 0,
    // ID stands twice in an echo request: the packet's own comes first.
    id: readNumber(fields.get("ID")?.[0]),
    echo: echoOf(fields),
    owner: ownerOf(number),
    quoted: quoted === undefined ? undefined : readTracedPacket(quoted),
  };
}

type Fields = ReadonlyMap<string, readonly string[]>;

function fieldsOf(text: string): Fields {
  const fields = new Map<string, string[]>();
  for (const [, name = "", value = ""] of text.matchAll(FIELD)) {
    const values = fields.get(name);
    if (values === undefined) fields.set(name, [value]);
    else values.push(value);
  }
  return fields;
}

function flagsOf(text: string): readonly string[] {
  return [...text.matchAll(FLAG)].map(([, flag = ""]) => flag);
}

/** The kernel prints two parts of the byte apart; xtables-monitor the whole. */
function tosOf(number: (name: string) => number | undefined): number | undefined {
  const tos = number("TOS") ?? number("TC");
  return tos === undefined ? undefined : tos | (number("PREC") ?? 0);
}

/** Of IPv6 the packet's own has no identification, so its only ID is the echo's. */
function echoOf(fields: Fields): TracedPacket["echo"] {
  const [id, sequence] = [fields.get("ID")?.at(-1), fields.get("SEQ")?.at(-1)].map(readNumber);
  const hasType = fields.has("TYPE");
  return hasType && id !== undefined && sequence !== undefined ? { id, sequence } : undefined;
}

function ownerOf(number: (name: string) => number | undefined): TracedPacket["owner"] {
  const [uid, gid] = [number("UID"), number("GID")];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

/** `12`, `0x4000`; xtables-monitor runs `ID=38293DF` together. */
function readNumber(text: string | undefined): number | undefined {
  const [digits] = /^(?:0x[\da-f]+|\d+)/i.exec(text ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits);
}
