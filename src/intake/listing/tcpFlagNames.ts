/** In the order of their bits. Source: Linux include/uapi/linux/tcp.h. */
const FLAGS = ["FIN", "SYN", "RST", "PSH", "ACK", "URG"];

/** TCP flags as `--tcp-flags` takes them: `0x17` is FIN,SYN,RST,ACK; names stay as they are. */
export function flagNames(written: string): string {
  if (!/^0x[\da-f]+$/i.test(written)) return written;
  const bits = Number(written);
  const names = FLAGS.filter((_, bit) => (bits & (1 << bit)) !== 0);
  return names.length === 0 ? "NONE" : names.join(",");
}
