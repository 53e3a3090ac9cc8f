/** A packet as a line of text tells it. Names and addresses are text: whether somebody has them is found out by who sends it. */
export interface TypedPacket {
  /** An address or a name; undefined where the line does not tell who sends. */
  readonly from: string | undefined;
  readonly to: string;
  readonly protocol: "tcp" | "udp" | "icmp";
  /** For icmp the echo identifier; undefined where the line does not tell. */
  readonly sourcePort: number | undefined;
  /** For icmp the sequence number; undefined where the line does not tell. */
  readonly port: number | undefined;
  /** The interface by which it came in, where the line tells. */
  readonly inInterface: string | undefined;
  /** Sentences about what the line does not say, and what is taken instead. */
  readonly assumed: readonly string[];
}

/** Why a line is no packet, what would be right, and at which character (from 1) it goes wrong. */
export interface PacketLineProblem {
  readonly column: number;
  readonly why: string;
}

export type PacketLineResult =
  | { readonly ok: true; readonly packet: TypedPacket }
  | { readonly ok: false; readonly problem: PacketLineProblem };

/** What a reader has found: the rest is not told by the line. */
export type FoundPacket = Pick<TypedPacket, "to" | "protocol"> & Partial<TypedPacket>;

/** A packet with what was found, all else not told. A port 0 is none. */
export function typed(found: FoundPacket): PacketLineResult {
  return {
    ok: true,
    packet: {
      from: undefined,
      inInterface: undefined,
      assumed: [],
      ...found,
      sourcePort: found.sourcePort || undefined,
      port: found.port || undefined,
    },
  };
}

/** A refusal at a word of the line; at its beginning where the word is not in it. */
export function refused(line: string, word: string, why: string): PacketLineResult {
  const at = word === "" ? line.length : Math.max(0, line.indexOf(word));
  return { ok: false, problem: { column: at + 1, why } };
}
