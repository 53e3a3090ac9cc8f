import { type Connection, printAddress, type Tuple } from "@/engine";

const PROTOCOLS: Readonly<Record<number, string>> = { 1: "icmp", 6: "tcp", 17: "udp", 132: "sctp" };

/** A connection as `conntrack -L` prints it; how long it has left only where a listing said so. */
export function connectionText(connection: Connection): string {
  const { original, reply, tcpState, seenReply, assured, mark, secondsLeft } = connection;
  return [
    PROTOCOLS[original.protocol] ?? `unknown ${original.protocol}`,
    secondsLeft,
    tcpState,
    tupleText(original),
    seenReply ? undefined : "[UNREPLIED]",
    tupleText(reply),
    assured ? "[ASSURED]" : undefined,
    `mark=${mark}`,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}

function tupleText({ source, destination, sourcePort, destinationPort, icmp }: Tuple): string {
  const addresses = `src=${printAddress(source)} dst=${printAddress(destination)}`;
  return icmp === undefined
    ? `${addresses} sport=${sourcePort} dport=${destinationPort}`
    : `${addresses} type=${icmp.type} code=${icmp.code} id=${sourcePort}`;
}
