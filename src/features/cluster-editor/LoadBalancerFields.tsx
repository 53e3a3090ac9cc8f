import { clusterEditing, serviceRef } from "@/state/clusterEditing";
import { Checkbox } from "@/ui/Checkbox";
import { ChoiceField } from "./ChoiceField";
import { ObjectField } from "./ObjectField";
import { ObjectListField } from "./ObjectListField";
import type { PolicyFieldsProps } from "./PolicyFields";

const IP_MODES = [
  { value: "VIP", label: "VIP" },
  { value: "Proxy", label: "Proxy" },
] as const;

const IP_MODE_HINTS = {
  VIP: "Packets come to the node with the ingress address as destination; rules rewrite it.",
  Proxy:
    "The load balancer rewrites the destination itself: no rule looks for the ingress address.",
} as const;

/** What only a Service of type LoadBalancer has. */
export function LoadBalancerFields({ service, onChange }: PolicyFieldsProps) {
  const { loadBalancerIngress: ingress, loadBalancerSourceRanges: ranges } = service;
  const ipMode = ingress[0]?.ipMode ?? "VIP";
  return (
    <>
      <ObjectListField
        object={serviceRef(service)}
        field="status.loadBalancer.ingress"
        label="ingress"
        placeholder="pending"
        hint="The load balancer's addresses. A node that a packet to them reaches sends it to a pod."
        values={ingress.map(({ ip }) => ip)}
        onCommit={(ips) => onChange({ loadBalancerIngress: ips.map((ip) => ({ ip, ipMode })) })}
      />
      {ingress.length > 0 && (
        <ChoiceField
          label="ipMode"
          options={IP_MODES}
          value={ipMode}
          hint={IP_MODE_HINTS[ipMode]}
          onChange={(mode) =>
            onChange({ loadBalancerIngress: ingress.map(({ ip }) => ({ ip, ipMode: mode })) })
          }
        />
      )}
      <ObjectListField
        object={serviceRef(service)}
        field="spec.loadBalancerSourceRanges"
        label="loadBalancerSourceRanges"
        placeholder="everybody"
        hint="Who may come in by the ingress address; packets from elsewhere are dropped."
        values={ranges}
        onCommit={(values) => onChange({ loadBalancerSourceRanges: values })}
      />
      <Checkbox
        label="allocateLoadBalancerNodePorts"
        hint="Without node ports only the ingress and cluster addresses lead here."
        isChecked={service.ports.some((port) => port.nodePort !== undefined)}
        onChange={(isAllocating) =>
          clusterEditing.allocateLoadBalancerNodePorts(service, isAllocating)
        }
      />
      {service.externalTrafficPolicy === "Local" && (
        <ObjectField
          object={serviceRef(service)}
          field="spec.healthCheckNodePort"
          label="healthCheckNodePort"
          layout="above"
          hint="Where the load balancer asks each node whether it has a pod; filter INPUT lets it in."
          value={service.healthCheckNodePort ?? ""}
          onCommit={(text) =>
            onChange({ healthCheckNodePort: text === "" ? undefined : Number(text) })
          }
        />
      )}
    </>
  );
}
