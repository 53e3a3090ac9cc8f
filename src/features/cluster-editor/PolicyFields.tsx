import type { Service } from "@/state/clusterEditing";
import { ChoiceField } from "./ChoiceField";

type Policy = Service["externalTrafficPolicy"];

export interface PolicyFieldsProps {
  readonly service: Service;
  readonly onChange: (fields: Partial<Service>) => void;
}

const POLICIES = [
  { value: "Cluster", label: "Cluster" },
  { value: "Local", label: "Local" },
] as const;

const FROM_OUTSIDE: Readonly<Record<Policy, string>> = {
  Cluster: "Any pod may answer; the pod sees the node's address instead of the client's.",
  Local: "Only pods on the node that was asked, and they see the client. A node without one drops.",
};

const FROM_INSIDE: Readonly<Record<Policy, string>> = {
  Cluster: "Pods and nodes reach every pod of the Service.",
  Local:
    "Pods and nodes reach only the pods on their own node. Without one, the packet is dropped.",
};

/** Whether traffic goes to pods on all nodes or only to those on the node that it reaches. */
export function PolicyFields({ service, onChange }: PolicyFieldsProps) {
  const { externalTrafficPolicy, internalTrafficPolicy } = service;
  return (
    <>
      {isReachedFromOutside(service) && (
        <ChoiceField
          label="externalTrafficPolicy"
          options={POLICIES}
          value={externalTrafficPolicy}
          hint={FROM_OUTSIDE[externalTrafficPolicy]}
          onChange={(policy) => onChange({ externalTrafficPolicy: policy })}
        />
      )}
      <ChoiceField
        label="internalTrafficPolicy"
        options={POLICIES}
        value={internalTrafficPolicy}
        hint={FROM_INSIDE[internalTrafficPolicy]}
        onChange={(policy) => onChange({ internalTrafficPolicy: policy })}
      />
    </>
  );
}

function isReachedFromOutside({ type, externalIPs }: Service): boolean {
  return type === "NodePort" || type === "LoadBalancer" || externalIPs.length > 0;
}
