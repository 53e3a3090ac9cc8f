import { clusterEditing, type Pod, podRef, useCluster } from "@/state/clusterEditing";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Select } from "@/ui/Select";
import { ObjectField } from "./ObjectField";

export interface PodFieldsProps {
  readonly pod: Pod;
  readonly index: number;
  readonly onRemoved: () => void;
}

/** What can be changed about a pod. */
export function PodFields({ pod, index, onRemoved }: PodFieldsProps) {
  const object = podRef(pod);
  const update = (fields: Partial<Pod>) => clusterEditing.updatePod(pod, fields, index);
  return (
    <>
      <ObjectField
        object={object}
        field="metadata.name"
        label="Name"
        value={pod.name}
        onCommit={(name) => update({ name })}
      />
      <ObjectField
        object={object}
        field="status.podIP"
        label="Address"
        value={pod.address}
        onCommit={(address) => update({ address })}
      />
      <NodeChoice pod={pod} onChoose={(nodeName) => update({ nodeName })} />
      <Checkbox
        label="Ready"
        hint="A pod that is not ready gets no new connections."
        isChecked={pod.isReady}
        onChange={(isReady) => update({ isReady })}
      />
      <Checkbox
        label="Terminating"
        hint="It gets new connections only where no other pod is left."
        isChecked={pod.isTerminating}
        onChange={(isTerminating) => update({ isTerminating })}
      />
      <Button
        onClick={() => {
          clusterEditing.removePod(pod);
          onRemoved();
        }}
      >
        Remove<span className="sr-only"> pod {pod.name}</span>
      </Button>
    </>
  );
}

interface NodeChoiceProps {
  readonly pod: Pod;
  readonly onChoose: (nodeName: string) => void;
}

function NodeChoice({ pod, onChoose }: NodeChoiceProps) {
  const names = useCluster()?.nodes.map((node) => node.name) ?? [];
  const isKnown = names.includes(pod.nodeName);
  const options = (isKnown ? names : [pod.nodeName, ...names]).map((name) => ({
    value: name,
    label: name === "" ? "none" : name,
  }));
  return <Select label="Node" value={pod.nodeName} options={options} onChange={onChoose} />;
}
