import { Plus } from "lucide-react";
import { useState } from "react";
import { type Cluster, clusterEditing, type Node, type Pod } from "@/state/clusterEditing";
import { podCondition } from "@/state/podConditions";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
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
  const pods = placed(cluster.pods, "pod");
  const nodeNames = new Set(cluster.nodes.map((node) => node.name));
  const homeless = pods.filter(({ item }) => !nodeNames.has(item.nodeName));
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
      <ul>
        {placed(cluster.nodes, "node").map((node) => (
          <NodeWithPods
            key={node.id}
            node={node}
            pods={pods.filter(({ item }) => item.nodeName === node.item.name)}
            {...opened}
          />
        ))}
      </ul>
      {homeless.length > 0 && (
        <>
          <p className="mt-2 text-sm text-text-3">On no node</p>
          <PodList pods={homeless} {...opened} />
        </>
      )}
    </Panel>
  );
}

interface NodeWithPodsProps extends Opened {
  readonly node: Placed<Node>;
  readonly pods: readonly Placed<Pod>[];
}

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
