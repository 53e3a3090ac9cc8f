import {
  buildWorld,
  type PacketRequest,
  parseProtocol,
  printAddress,
  sendPacket,
  type Trace,
} from "@/engine";
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
  /** Who got it, or "". */
  readonly at: string;
  /** `ip:port` as it arrived, or "". */
  readonly destination: string;
  /** The source that the receiver saw, or "". */
  readonly source: string;
  /** Whether the answer came back to the sender, from the address it had sent to. */
  readonly answered: boolean;
}

/** Makes the rules and hosts of a cluster once; the function made sends one packet into them and waits for one answer. */
export function flowSender(cluster: Cluster): (packet: FlowPacket, seed: number) => FlowEnd {
  const { world, problems } = buildWorld(
    clusterWorld(cluster, (node) => generateRuleset(cluster, node).ruleset),
  );
  if (problems.length > 0) throw new Error(`no such cluster: ${JSON.stringify(problems)}`);
  return (packet, seed) => {
    const resolved = resolveDestination(cluster, packet.to);
    const protocol = parseProtocol(packet.protocol ?? "tcp");
    if (!resolved.ok || protocol === undefined) {
      throw new Error(`no such flow: ${JSON.stringify({ packet, resolved })}`);
    }
    const request = {
      from: packet.from,
      destination: resolved.address,
      protocol,
      sourcePort: 40000 + seed,
      destinationPort: packet.port,
      replies: 1,
    };
    return flowEnd(request, sendPacket(world, request, { kind: "seed", seed }).trace);
  };
}

function flowEnd(request: PacketRequest, { turns: [turn, reply] }: Trace): FlowEnd {
  const arrived = turn?.arrived?.packet;
  return {
    what: turn?.outcome.what ?? "",
    at: turn?.arrived?.at ?? "",
    destination:
      arrived === undefined
        ? ""
        : `${printAddress(arrived.destination)}:${arrived.destinationPort}`,
    source: arrived === undefined ? "" : printAddress(arrived.source),
    answered:
      reply?.arrived?.at === request.from && reply.arrived.packet.source === request.destination,
  };
}
