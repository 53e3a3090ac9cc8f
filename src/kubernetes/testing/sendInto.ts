import { buildWorld, parseProtocol, printIpv4, sendPacket } from "@/engine";
import { clusterWorld } from "../cluster/clusterWorld";
import { resolveDestination } from "../cluster/resolveDestination";
import { generateRuleset } from "../kubeProxy/generateRuleset";
import type { Cluster } from "../objects/cluster";

/** A packet of a flow table. */
export interface FlowPacket {
  readonly from: string;
  /** As a person would type it. */
  readonly to: string;
  readonly port: number;
  readonly protocol?: "tcp" | "udp";
}

/** How one packet fared. */
export interface FlowEnd {
  readonly what: string;
  /** Who got it, or "" */
  readonly at: string;
  /** `ip:port` as it arrived, or "". */
  readonly destination: string;
  /** The source that the receiver saw, or "". */
  readonly source: string;
  /** Whether the answer came back to the sender, from the address it had sent to. */
  readonly answered: boolean;
}

/** Sends one packet through a cluster's generated rules on all nodes, and waits for one answer. */
export function sendInto(cluster: Cluster, packet: FlowPacket, seed: number): FlowEnd {
  const { world, problems } = buildWorld(
    clusterWorld(cluster, (node) => generateRuleset(cluster, node).ruleset),
  );
  const resolved = resolveDestination(cluster, packet.to);
  const protocol = parseProtocol(packet.protocol ?? "tcp");
  if (problems.length > 0 || !resolved.ok || protocol === undefined) {
    throw new Error(`no such flow: ${JSON.stringify({ packet, problems, resolved })}`);
  }
  const request = {
    from: packet.from,
    destination: resolved.address,
    protocol,
    sourcePort: 40000 + seed,
    destinationPort: packet.port,
    replies: 1,
  };
  const { trace } = sendPacket(world, request, { kind: "seed", seed });
  const [turn, reply] = trace.turns;
  const arrived = turn?.arrived;
  return {
    what: turn?.outcome.what ?? "",
    at: arrived?.at ?? "",
    destination:
      arrived === undefined
        ? ""
        : `${printIpv4(arrived.packet.destination)}:${arrived.packet.destinationPort}`,
    source: arrived === undefined ? "" : printIpv4(arrived.packet.source),
    answered:
      reply?.arrived?.at === packet.from && reply.arrived.packet.source === resolved.address,
  };
}
