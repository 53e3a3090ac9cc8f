import { parseAddress } from "@/engine";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { describedWorld } from "./walk/describedWorld";
import { checkDestination } from "./walk/packetRequest";

/** Something a packet can come from or go to. */
export interface PacketChoice {
  /** What the packet form keeps. */
  readonly value: string;
  /** With its address, for a list. */
  readonly label: string;
  readonly group: string;
}

/** The hosts that can send: clients, nodes, pods. */
export function sendersOf(source: WalkDocument["source"]): readonly PacketChoice[] {
  const { spec } = describedWorld(source);
  const nodes = spec.nodes.map((node) => {
    const address = node.interfaces.flatMap((port) => port.addresses)[0]?.split("/")[0];
    return choice("Nodes", node.name, address);
  });
  const podNames = new Set(source.kind === "cluster" ? source.cluster.pods.map((p) => p.name) : []);
  const hosts = spec.hosts.map((host) =>
    choice(podNames.has(host.name) ? "Pods" : "Outside", host.name, host.addresses[0]),
  );
  return [...hosts, ...nodes].sort(
    (one, other) => GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group),
  );
}

const GROUPS = ["Outside", "Nodes", "Pods"];

/** What a packet can be sent to, Services first. Any other address can be typed. */
export function destinationsOf(source: WalkDocument["source"]): readonly PacketChoice[] {
  return [...servicesOf(source), ...sendersOf(source)];
}

function servicesOf(source: WalkDocument["source"]): readonly PacketChoice[] {
  if (source.kind === "pasted") return [];
  return source.cluster.services
    .filter((service) => parseAddress(service.clusterIP) !== undefined)
    .flatMap(
      ({ name, namespace, clusterIP, otherClusterIPs, loadBalancerIngress, externalIPs }) => [
        choice("Services", `${name}.${namespace}`, clusterIP),
        choice("Services", `${name}.${namespace}.svc.cluster.local`, clusterIP),
        ...otherClusterIPs.map((ip) => otherAddress(ip, `cluster IP of ${name}`)),
        ...loadBalancerIngress.map(({ ip }) => otherAddress(ip, `load balancer of ${name}`)),
        ...externalIPs.map((ip) => otherAddress(ip, `external IP of ${name}`)),
      ],
    );
}

/** An address that has no name. */
function otherAddress(address: string, whose: string): PacketChoice {
  return { value: address, label: `${address}  ${whose}`, group: "Services" };
}

function choice(group: string, name: string, address: string | undefined): PacketChoice {
  return { value: name, label: address === undefined ? name : `${name}  ${address}`, group };
}

/** Why a text cannot be where the packet goes; undefined when it can. */
export function destinationProblem(document: WalkDocument, text: string): string | undefined {
  return checkDestination(document, describedWorld(document.source), text);
}
