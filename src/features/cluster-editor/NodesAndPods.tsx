import { Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { type Cluster, clusterEditing, type Node, type Pod } from "@/state/clusterEditing";
import { podCondition } from "@/state/podConditions";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { LongList } from "@/ui/LongList";
import { Panel } from "@/ui/Panel";
import { type Placed, placed } from "@/ui/placed";
import { NodeFields } from "./NodeFields";
import { ObjectRow } from "./ObjectRow";
import { PodFields } from "./PodFields";

/** Which object's fields are open, and what opens others. */
interface Opened {
  readonly open: string | undefined;
  readonly onToggle: (id: string) => void;
}

/** The machines with the pods on them. */
export function NodesAndPods({ cluster }: { readonly cluster: Cluster }) {
  const [open, setOpen] = useState<string>();
  const opened = { open, onToggle: (id: string) => setOpen(open === id ? undefined : id) };
  const nodes = useMemo(() => nodesWithPods(cluster), [cluster]);
  const homeless = useMemo(() => podsWithoutNode(cluster), [cluster]);
  return (
    <Panel
      title="Nodes and pods"
      actions={
        <IconButton label="Add a node" onClick={clusterEditing.addNode}>
          <Plus aria-hidden="true" className="size-3.5" />
        </IconButton>
      }
    >
      {cluster.nodes.length === 0 && <p className="text-md text-text-2">No node yet. Add one.</p>}
      <LongList
        items={nodes}
        noun="nodes"
        listed={NODES_LISTED}
        textOf={textOfNode}
        keyOf={({ node }) => node.id}
        isPinned={({ node, pods }) => node.id === open || pods.some(({ id }) => id === open)}
      >
        {({ node, pods }, query) => (
          <NodeWithPods node={node} pods={podsFound(pods, query)} {...opened} />
        )}
      </LongList>
      {homeless.length > 0 && (
        <>
          <p className="mt-2 text-sm text-text-3">On no node</p>
          <PodList pods={homeless} {...opened} />
        </>
      )}
    </Panel>
  );
}

/** A node and the pods on it, each with its place in the cluster. */
interface PlacedNode {
  readonly node: Placed<Node>;
  readonly pods: readonly Placed<Pod>[];
}

/** In one pass over the pods, of which there may be many thousands. */
function nodesWithPods({ nodes, pods }: Cluster): readonly PlacedNode[] {
  const podsOf = new Map<string, Placed<Pod>[]>(nodes.map(({ name }) => [name, []]));
  for (const pod of placed(pods, "pod")) podsOf.get(pod.item.nodeName)?.push(pod);
  return placed(nodes, "node").map((node) => ({ node, pods: podsOf.get(node.item.name) ?? [] }));
}

function podsWithoutNode({ nodes, pods }: Cluster): readonly Placed<Pod>[] {
  const names = new Set(nodes.map(({ name }) => name));
  return placed(pods, "pod").filter(({ item }) => !names.has(item.nodeName));
}

/** A node is found by its name and addresses, and by those of its pods. */
function textOfNode({ node, pods }: PlacedNode): string {
  return [node.item.name, node.item.address, ...pods.map(textOfPod)].join("\n");
}

function textOfPod({ item }: Placed<Pod>): string {
  return `${item.namespace}/${item.name} ${item.address}`;
}

/** The pods that a search means; all of a node that was found by itself. */
function podsFound(pods: readonly Placed<Pod>[], query: string): readonly Placed<Pod>[] {
  const found = pods.filter((pod) => textOfPod(pod).toLowerCase().includes(query));
  return found.length === 0 ? pods : found;
}

interface NodeWithPodsProps extends Opened, PlacedNode {}

function NodeWithPods({ node, pods, open, onToggle }: NodeWithPodsProps) {
  const { item, index, id } = node;
  return (
    <>
      <ObjectRow
        name={item.name}
        address={item.address}
        isOpen={open === id}
        onToggle={() => onToggle(id)}
      >
        <NodeFields node={item} index={index} onRemoved={() => onToggle(id)} />
      </ObjectRow>
      {pods.length > 0 && (
        <li>
          <PodList pods={pods} open={open} onToggle={onToggle} />
        </li>
      )}
    </>
  );
}

/** A cluster may have hundreds of nodes; these many are listed until more are asked for. */
const NODES_LISTED = 12;
/** A node may have hundreds of pods; these many are listed until more are asked for. */
const PODS_LISTED = 12;

interface PodListProps extends Opened {
  readonly pods: readonly Placed<Pod>[];
}

function PodList({ pods, open, onToggle }: PodListProps) {
  const [isWhole, setWhole] = useState(false);
  const listed = isWhole ? pods : pods.slice(0, PODS_LISTED);
  return (
    <>
      <ul>
        {listed.map(({ item, index, id }) => (
          <ObjectRow
            key={id}
            isPod
            condition={podCondition(item)}
            name={item.name}
            address={item.address}
            isOpen={open === id}
            onToggle={() => onToggle(id)}
          >
            <PodFields pod={item} index={index} onRemoved={() => onToggle(id)} />
          </ObjectRow>
        ))}
      </ul>
      {listed.length < pods.length && (
        <Button variant="plain" className="ml-3" onClick={() => setWhole(true)}>
          {pods.length - listed.length} more pods
        </Button>
      )}
    </>
  );
}
