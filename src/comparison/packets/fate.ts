import {
  type Address,
  type LostReason,
  type Missing,
  type PacketRequest,
  printAddress,
  printEndpoint,
  type RulePlace,
  type Turn,
  type World,
} from "@/engine";
import { drawnWays } from "./drawnWays";

/** How a packet fares: one end, or where chance decides several. Plain data. */
export interface Fate {
  readonly ends: readonly End[];
  /** Whether chance decides: `ends` are then all that there may be, the most likely first. */
  readonly isDrawn: boolean;
  /** Whether all of them were followed. */
  readonly isComplete: boolean;
}

/** One way that a packet ends. */
export type End =
  | {
      readonly what: "arrived";
      /** `10.244.1.5:8080`. */
      readonly endpoint: string;
      /** Whether the node itself took it. */
      readonly isLocal: boolean;
      /** Whether that is where it was sent to: no rule chose another destination. */
      readonly isUnchanged: boolean;
      /** Whom the receiver takes for the sender, where it is not who sent it. */
      readonly seenAs: string | undefined;
      /** Of all connections, 0 to 1. */
      readonly share: number;
    }
  | {
      readonly what: "dropped";
      readonly by: RulePlace;
      readonly isPolicy: boolean;
      readonly share: number;
    }
  | {
      readonly what: "rejected";
      readonly by: RulePlace;
      readonly with: string;
      readonly share: number;
    }
  | { readonly what: "lost"; readonly reason: LostReason; readonly share: number }
  | { readonly what: "undecided"; readonly missing: readonly Missing[]; readonly share: number };

/**
 * Sends a packet into a world, and where rules draw on its way, follows every way that chance may have it go; `note` is told
 * each of them.
 */
export function fateOf(world: World, request: PacketRequest, note: (turn: Turn) => void): Fate {
  const { ways, isComplete } = drawnWays(world, request);
  const ends = new Map<string, End>();
  for (const { turn, share } of ways) {
    note(turn);
    const end = endOf(turn, share);
    const key = keyOf(end);
    ends.set(key, { ...end, share: end.share + (ends.get(key)?.share ?? 0) });
  }
  return {
    ends: [...ends.values()].sort((one, other) => other.share - one.share),
    isDrawn: ways.length > 1,
    isComplete,
  };
}

function endOf({ outcome, arrived, sent }: Turn, share: number): End {
  switch (outcome.what) {
    case "delivered":
    case "local": {
      const packet = arrived?.packet ?? sent;
      return {
        what: "arrived",
        endpoint: endpointText(
          packet.destination,
          packet.icmp === undefined ? packet.destinationPort : undefined,
        ),
        isLocal: outcome.what === "local",
        isUnchanged:
          packet.destination === sent.destination &&
          packet.destinationPort === sent.destinationPort,
        seenAs: packet.source === sent.source ? undefined : printAddress(packet.source),
        share,
      };
    }
    case "dropped":
      return { what: "dropped", by: outcome.by, isPolicy: outcome.isPolicy, share };
    case "rejected":
      return { what: "rejected", by: outcome.by, with: outcome.with, share };
    case "lost":
      return { what: "lost", reason: outcome.reason, share };
    case "undecided":
      return { what: "undecided", missing: outcome.missing, share };
  }
}

function endpointText(address: Address, port: number | undefined): string {
  return port === undefined ? printAddress(address) : printEndpoint(address, port);
}

/** The kernel keeps chances in 1/2^31, and kube-proxy writes ten digits of them. */
const LEAST_SHARE = 0.001;

/**
 * Whether a packet fares the same: it may reach the same endpoints with the same shares, seen as the same sender, or fails in
 * the same manner. Which rule drops it does not count, since its number may be another.
 */
export function isSameFate(one: Fate, other: Fate): boolean {
  const shares = new Map(other.ends.map((end) => [keyOf(end), end.share]));
  return (
    one.ends.length === other.ends.length &&
    one.ends.every((end) => {
      const share = shares.get(keyOf(end));
      return share !== undefined && Math.abs(share - end.share) < LEAST_SHARE;
    })
  );
}

function keyOf(end: End): string {
  switch (end.what) {
    case "arrived":
      return `arrived ${end.endpoint} ${end.isLocal} ${end.seenAs}`;
    case "dropped":
      return end.what;
    case "rejected":
      return `rejected ${end.with}`;
    case "lost":
      return `lost ${end.reason}`;
    case "undecided":
      return `undecided ${end.missing.map(({ kind, name }) => `${kind} ${name}`).join()}`;
  }
}
