import type { Packet } from "../net/packet";
import { hasPorts, isIcmp } from "../net/protocol";
import type { Connection, PacketConnection } from "./connection";
import { invertTuple, type Tuple } from "./tuple";

export type Manip = "source" | "destination";

/**
 * The packet as nat leaves it at a hook that rewrites `manip`; the same object when there is nothing to rewrite.
 * A packet of the reply direction gets the inverse of what the setup did to the other end.
 * Source: Linux nf_nat_core.c, nf_nat_packet; nf_nat_proto.c, nf_nat_icmp_reply_translation.
 */
export function translatePacket(
  packet: Packet,
  { state, direction, connection }: PacketConnection,
  manip: Manip,
): Packet {
  if (connection === undefined || !isTranslated(connection, direction, manip)) return packet;
  const other = direction === "original" ? connection.reply : connection.original;
  const target = invertTuple(other);
  if (state === "RELATED" && isIcmp(packet.protocol)) {
    const inner = packet.inner && rewrite(packet.inner, other, opposite(manip));
    return { ...rewriteAddress(packet, target, manip), inner };
  }
  return rewrite(packet, target, manip);
}

/** Which mapping of the setup a translation at this end stands for: on the way back the other one is undone. */
export function mappingOf(
  direction: PacketConnection["direction"],
  manip: Manip,
): { readonly manip: Manip; readonly undone: boolean } {
  return direction === "original"
    ? { manip, undone: false }
    : { manip: opposite(manip), undone: true };
}

function isTranslated(
  connection: Connection,
  direction: PacketConnection["direction"],
  manip: Manip,
): boolean {
  const { manip: mapping } = mappingOf(direction, manip);
  return mapping === "source" ? connection.sourceChanged : connection.destinationChanged;
}

function opposite(manip: Manip): Manip {
  return manip === "source" ? "destination" : "source";
}

function rewriteAddress(packet: Packet, target: Tuple, manip: Manip): Packet {
  return manip === "source"
    ? { ...packet, source: target.source }
    : { ...packet, destination: target.destination };
}

function rewrite(packet: Packet, target: Tuple, manip: Manip): Packet {
  const readdressed = rewriteAddress(packet, target, manip);
  if (isIcmp(packet.protocol)) {
    return packet.sourcePort === undefined
      ? readdressed
      : { ...readdressed, sourcePort: target.sourcePort };
  }
  if (!hasPorts(packet.protocol)) return readdressed;
  return manip === "source"
    ? { ...readdressed, sourcePort: target.sourcePort }
    : { ...readdressed, destinationPort: target.destinationPort };
}
