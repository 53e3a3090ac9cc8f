import type { TracedPacket } from "@/intake/traces/traceStep";
import type { TracedWay } from "./tracedPackets";

/** Which TCP segment was sent last from one end to the other: the one that the other's next ACK answers. */
export class SentSegments {
  readonly #last = new Map<string, number>();

  /** Takes note of a segment under the ends that its answer has. */
  note(way: TracedWay, sequence: number | undefined): void {
    const ends = endsOf(way);
    if (ends !== undefined && sequence !== undefined)
      this.#last.set(`${ends.to} ${ends.from}`, sequence);
  }

  /** The `sequence` of the segment that one with ACK answers; undefined where the trace has shown none. */
  answered(way: TracedWay): number | undefined {
    const ends = endsOf(way);
    const hasAck = way[0]?.packet?.flags.includes("ACK") === true;
    return ends && hasAck ? this.#last.get(`${ends.from} ${ends.to}`) : undefined;
  }
}

/** Who sent it, and whom it came to after all translation that the trace shows. */
function endsOf(way: TracedWay): { readonly from: string; readonly to: string } | undefined {
  const first = way[0]?.packet;
  const last = way.findLast(({ packet }) => packet !== undefined)?.packet;
  if (first === undefined || last === undefined) return undefined;
  return { from: endOf(first.source, first.sourcePort), to: toOf(last) };
}

function toOf({ destination, destinationPort }: TracedPacket): string {
  return endOf(destination, destinationPort);
}

function endOf(address: string, port: number | undefined): string {
  return `${address} ${port}`;
}
