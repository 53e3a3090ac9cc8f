import { familyOf, isWithin, parseAddress, parseMaskedAddress, type WorldSpec } from "@/engine";
import type { TypedPacket } from "@/intake/packet-line/typedPacket";
import { addPod, type Cluster } from "@/kubernetes";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { describedWorld } from "../walk/describedWorld";
import { loopbackNode } from "./loopbackPacket";
import { placeSender } from "./placedSender";

/** Who sends, in a document in which they are; or why nobody can. */
export type FoundSender =
  | {
      readonly ok: true;
      readonly source: WalkDocument["source"];
      readonly name: string;
      readonly note: string | undefined;
      /** false: the line does not say who sends, and others could. */
      readonly isTold?: boolean;
    }
  | { readonly ok: false; readonly why: string };

/** Who sends a typed packet: a host by its name or address, else somebody new who stands where the address leads to. */
export function findSender(document: WalkDocument, typed: TypedPacket): FoundSender {
  const { source, packet } = document;
  const { from } = typed;
  const { spec } = describedWorld(source);
  const own = loopbackNode(typed, spec, packet.from);
  if (own !== undefined)
    return {
      ok: true,
      source,
      name: own,
      note: `Only ${own} reaches its own loopback, so ${own} sends.`,
    };
  if (from === undefined)
    return {
      ok: true,
      source,
      name: packet.from,
      note: `It does not say who sends: ${packet.from}, as before.`,
      isTold: false,
    };
  const name = hostOf(spec, from);
  if (name !== undefined) return { ok: true, source, name, note: undefined };
  if (parseAddress(from) === undefined)
    return {
      ok: false,
      why: `There is no host called "${from}" here; write the address that it sends from.`,
    };
  return source.kind === "cluster"
    ? addToCluster(source.cluster, from)
    : addToPaste(source, typed, from);
}

function hostOf({ hosts, nodes }: WorldSpec, text: string): string | undefined {
  const address = parseAddress(text);
  const has = (written: string) => parseAddress(written.split("/")[0] ?? "") === address;
  const host = hosts.find(
    ({ name, addresses }) => name === text || (address !== undefined && addresses.some(has)),
  );
  const node = nodes.find(
    ({ name, interfaces }) =>
      name === text ||
      (address !== undefined && interfaces.some((port) => port.addresses.some(has))),
  );
  return (host ?? node)?.name;
}

function addToPaste(
  source: Extract<WalkDocument["source"], { kind: "pasted" }>,
  { inInterface }: TypedPacket,
  from: string,
): FoundSender {
  const placed = placeSender(source, from, inInterface);
  if (placed === undefined)
    return {
      ok: false,
      why: `No interface is known behind which ${from} could stand. Add one at the left.`,
    };
  return { ok: true, ...placed };
}

/** In a node's range it is a pod, and everywhere else a client behind the router. */
function addToCluster(cluster: Cluster, from: string): FoundSender {
  const address = parseAddress(from);
  if (address === undefined || familyOf(address) === "IPv6")
    return { ok: false, why: `${from} is no IPv4 address, and clusters are built with IPv4 only.` };
  const name = `host-${from.replaceAll(".", "-")}`;
  const node = cluster.nodes.find(({ podCIDR }) => {
    const range = parseMaskedAddress(podCIDR);
    return range !== undefined && isWithin(address, range);
  });
  if (node !== undefined)
    return {
      ok: true,
      source: {
        kind: "cluster",
        cluster: addPod(cluster, { name, nodeName: node.name, address: from }),
      },
      name,
      note: `Nobody had ${from}: a pod ${name} was added on ${node.name}, whose range it is in.`,
    };
  return {
    ok: true,
    source: {
      kind: "cluster",
      cluster: { ...cluster, clients: [...cluster.clients, { name, address: from }] },
    },
    name,
    note: `Nobody had ${from}: a client ${name} was added, behind the nodes' router.`,
  };
}
