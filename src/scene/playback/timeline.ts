import type { Stop } from "./stop";

/** A whole walk on one clock. */
export interface Timeline {
  /** Never empty: stop 0 is the packet at its sender. */
  readonly stops: readonly Stop[];
  /** Contiguous blocks of the track: the request, each reply, each answer made by a node. */
  readonly parts: readonly TimelinePart[];
  readonly durationMs: number;
}

export interface TimelinePart {
  /** `Request`, `Reply`, `Packet 2`, `TCP reset` … */
  readonly label: string;
  readonly firstStop: number;
  readonly lastStop: number;
  /** Runs of stops at one host, in order. */
  readonly hosts: readonly {
    readonly host: string;
    readonly firstStop: number;
    readonly lastStop: number;
  }[];
}
