/** Source: iptables 1.8.9 extensions/libxt_sctp.c, sctp_chunk_names. */
const CHUNKS: ReadonlyMap<number, string> = new Map([
  [0, "DATA"],
  [1, "INIT"],
  [2, "INIT_ACK"],
  [3, "SACK"],
  [4, "HEARTBEAT"],
  [5, "HEARTBEAT_ACK"],
  [6, "ABORT"],
  [7, "SHUTDOWN"],
  [8, "SHUTDOWN_ACK"],
  [9, "ERROR"],
  [10, "COOKIE_ECHO"],
  [11, "COOKIE_ACK"],
  [12, "ECN_ECNE"],
  [13, "ECN_CWR"],
  [14, "SHUTDOWN_COMPLETE"],
  [0x40, "I_DATA"],
  [0x80, "ASCONF_ACK"],
  [0x82, "RE_CONFIG"],
  [0x84, "PAD"],
  [0xc0, "FORWARD_TSN"],
  [0xc1, "ASCONF"],
  [0xc2, "I_FORWARD_TSN"],
]);

/** Chunk types as `--chunk-types` takes them: `0x0000:Be,0x0001` is DATA:Be,INIT; names stay as they are. */
export function chunkNames(written: string): string {
  return written.replace(/0x[\da-f]+/gi, (number) => CHUNKS.get(Number(number)) ?? number);
}
