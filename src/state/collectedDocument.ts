import type { WalkDocument } from "@/scenarios/walkDocument";
import type { NodesReading } from "@/workers/nodesReading";
import { firstPacket } from "./dumpDocument";

/** The document that the outputs of one or several machines make. */
export function collectedDocument(
  title: string,
  { nodes, hosts, services }: NodesReading,
): WalkDocument {
  const [node] = nodes;
  const [client] = hosts;
  const port = node?.interfaces.find(
    ({ name, network }) => (network ?? `${node.name}/${name}`) === client?.network,
  );
  const addresses = (port?.addresses ?? []).map((address) => address.split("/")[0] ?? address);
  const family = addresses[0]?.includes(":") === true ? "IPv6" : "IPv4";
  return {
    title,
    notes: [],
    source: { kind: "pasted", nodes, hosts },
    packet: firstPacket({ addresses, services }, family),
    seed: 1,
  };
}
