import { leadsOutside } from "@/intake/node/nodeInterfaces";
import type { PastedSource, WalkDocument } from "@/scenarios/walkDocument";
import { describedWorld } from "../walk/describedWorld";

/** Somebody of another kind who could send the packet as well. */
export interface OtherSender {
  /** `the node`, `a pod`, `outside`: where it comes from then. */
  readonly where: string;
  readonly name: string;
}

/** One of each kind that does not send now: a node, a pod, somebody outside. For a packet of which nobody said who sends it. */
export function otherSenders({ source, packet }: WalkDocument): readonly OtherSender[] {
  const { spec } = describedWorld(source);
  const isPod = podsOf(source);
  const nodes = spec.nodes.map(({ name }) => name);
  const hosts = spec.hosts.map(({ name }) => name);
  const kinds = [
    { where: nodes.length === 1 ? "the node" : "a node", names: nodes },
    { where: "a pod", names: hosts.filter(isPod) },
    { where: "outside", names: hosts.filter((name) => !isPod(name)) },
  ];
  return kinds.flatMap(({ where, names }) => {
    const [name] = names;
    return name === undefined || names.includes(packet.from) ? [] : [{ where, name }];
  });
}

/** Which hosts are pods: of a dump those behind an interface that does not lead outside. */
function podsOf(source: WalkDocument["source"]): (name: string) => boolean {
  const names =
    source.kind === "cluster" ? source.cluster.pods.map(({ name }) => name) : innerHosts(source);
  const pods = new Set(names);
  return (name) => pods.has(name);
}

function innerHosts({ nodes, hosts }: PastedSource): readonly string[] {
  const inner = new Set(
    nodes.flatMap((node) =>
      node.interfaces
        .filter(({ name }) => !leadsOutside({ name, kind: undefined }))
        .map((port) => port.network ?? `${node.name}/${port.name}`),
    ),
  );
  return hosts.filter(({ network }) => inner.has(network)).map(({ name }) => name);
}
