import type { PacketConnection } from "../conntrack/connection";
import type { SentBy } from "../matches/matchExtension";
import type { Missing } from "../net/decision";
import type { Packet } from "../net/packet";

/** A packet on its way through one node: what the kernel keeps in a socket buffer. It changes as the packet goes on. */
export interface InFlight {
  packet: Packet;
  /** undefined before conntrack has looked and where nothing is tracked. */
  connection: PacketConnection | undefined;
  inInterface: string | undefined;
  outInterface: string | undefined;
  /** Set when the packet leaves by an interface that is not known: `outInterface` is undefined then. */
  unknownOut?: Missing | undefined;
  /** Set when the node itself sends the packet: by whose socket. */
  sentBy?: SentBy | undefined;
  /** The realm of its route; absent is 0. */
  realm?: number | { readonly missing: Missing } | undefined;
}
