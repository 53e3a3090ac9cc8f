import type { Connection } from "@/engine";
import { destinationText, markText, sourceText, tupleText } from "../playback/endpointText";
import type { Stop } from "../playback/stop";
import type { Timeline } from "../playback/timeline";
import { type MarkBits, markBits } from "./markBits";
import { packetTitle } from "./packetTitle";

/** A value of the packet, and the one it replaced at this very stop. */
export interface FieldView {
  readonly value: string;
  /** undefined when it did not change here. */
  readonly before: string | undefined;
}

/** One direction of a connection. */
export interface TupleView {
  readonly source: FieldView;
  readonly destination: FieldView;
}

/** What the inspector shows of the packet after one stop. */
export interface PacketView {
  /** `TCP SYN, in eth0, ctstate NEW, ttl 64` */
  readonly title: string;
  readonly source: FieldView;
  readonly destination: FieldView;
  readonly mark: MarkBits;
  /** The connection on the node at hand; undefined where conntrack has not seen the packet. */
  readonly connection:
    | {
        readonly original: TupleView;
        readonly reply: TupleView;
        readonly mark: FieldView;
        readonly state: string | undefined;
      }
    | undefined;
}

/** The packet as it is after `stop`; undefined when the walk has no hop at all. */
export function packetAt(timeline: Timeline, stop: number): PacketView | undefined {
  const here = timeline.stops[stop];
  const packet = here?.hop?.after ?? timeline.stops[1]?.hop?.before;
  if (here === undefined || packet === undefined) return undefined;
  const before = here.hop?.before ?? packet;
  return {
    title: packetTitle(packet, here.hop),
    source: field(sourceText(packet), sourceText(before)),
    destination: field(destinationText(packet), destinationText(before)),
    mark: markBits(timeline, stop),
    connection: connectionView(here),
  };
}

function field(value: string, before: string): FieldView {
  return { value, before: before === value ? undefined : before };
}

function connectionView({ hop }: Stop): PacketView["connection"] {
  if (hop === undefined) return undefined;
  const nat = hop.kind === "rule" ? hop.nat : undefined;
  const connection = nat?.after ?? hop.connection?.connection;
  if (connection === undefined) return undefined;
  const before = nat?.before ?? connection;
  const changed = hop.kind === "rule" ? hop.connectionMark : undefined;
  return {
    original: tupleView(connection.original, before.original),
    reply: tupleView(connection.reply, before.reply),
    mark: field(
      markText(changed?.after ?? connection.mark),
      markText(changed?.before ?? connection.mark),
    ),
    state: connection.tcpState,
  };
}

function tupleView(now: Connection["original"], before: Connection["original"]): TupleView {
  const text = tupleText(now);
  const old = tupleText(before);
  return {
    source: field(text.source, old.source),
    destination: field(text.destination, old.destination),
  };
}
