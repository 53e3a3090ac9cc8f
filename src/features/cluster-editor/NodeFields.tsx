import { clusterEditing, type Node, nodeRef } from "@/state/clusterEditing";
import { Button } from "@/ui/Button";
import { ObjectField } from "./ObjectField";

export interface NodeFieldsProps {
  readonly node: Node;
  readonly index: number;
  readonly onRemoved: () => void;
}

/** What can be changed about a node. */
export function NodeFields({ node, index, onRemoved }: NodeFieldsProps) {
  const object = nodeRef(node.name);
  const update = (fields: Partial<Node>) => clusterEditing.updateNode(node.name, fields, index);
  return (
    <>
      <ObjectField
        object={object}
        field="metadata.name"
        label="Name"
        value={node.name}
        onCommit={(name) => update({ name })}
      />
      <ObjectField
        object={object}
        field="status.addresses"
        label="Address"
        value={node.address}
        onCommit={(address) => update({ address })}
      />
      <ObjectField
        object={object}
        field="spec.podCIDR"
        label="Pod range"
        value={node.podCIDR}
        onCommit={(podCIDR) => update({ podCIDR })}
      />
      <div className="flex gap-2">
        <Button onClick={() => clusterEditing.addPod(node.name)}>Add a pod</Button>
        <Button
          onClick={() => {
            clusterEditing.removeNode(node.name);
            onRemoved();
          }}
        >
          Remove<span className="sr-only"> node {node.name}</span>
        </Button>
      </div>
    </>
  );
}
