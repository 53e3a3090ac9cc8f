import { Highlighter } from "lucide-react";
import {
  type Cluster,
  clusterEditing,
  countPods,
  MAX_REPLICAS,
  SERVICE_TYPES,
  type Service,
  serviceKey,
  serviceRef,
} from "@/state/clusterEditing";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { Select } from "@/ui/Select";
import { Stepper } from "@/ui/Stepper";
import { AffinityFields } from "./AffinityFields";
import { LoadBalancerFields } from "./LoadBalancerFields";
import { ObjectField } from "./ObjectField";
import { ObjectListField } from "./ObjectListField";
import { PolicyFields } from "./PolicyFields";
import { ServicePorts } from "./ServicePorts";

export interface ServiceFieldsProps {
  readonly cluster: Cluster;
  readonly service: Service;
  readonly index: number;
}

const TYPES = SERVICE_TYPES.map((type) => ({ value: type, label: type }));

/** What can be changed about a Service. */
export function ServiceFields({ cluster, service, index }: ServiceFieldsProps) {
  const object = serviceRef(service);
  const update = (fields: Partial<Service>) => clusterEditing.updateService(service, fields, index);
  return (
    <>
      <Select
        label="Type"
        value={service.type}
        options={TYPES}
        onChange={(type) => update({ type })}
      />
      <ServicePorts service={service} />
      {service.selector !== undefined && (
        <Stepper
          label="Pods"
          value={countPods(cluster, service)}
          min={0}
          max={MAX_REPLICAS}
          onChange={(replicas) => clusterEditing.scaleService(service, replicas)}
        />
      )}
      <ObjectField
        object={object}
        field="metadata.name"
        label="Name"
        value={service.name}
        onCommit={(name) => update({ name })}
      />
      <ObjectField
        object={object}
        field="spec.clusterIP"
        label="Cluster IP"
        value={service.clusterIP}
        onCommit={(clusterIP) => update({ clusterIP })}
      />
      {service.type !== "ExternalName" && <TrafficFields service={service} onChange={update} />}
      <LightButton service={service} />
      <div className="mt-2 flex gap-2">
        <Button onClick={() => clusterEditing.addPort(service)}>Add a port</Button>
        <Button onClick={() => clusterEditing.removeService(service)}>
          Remove<span className="sr-only"> Service {service.name}</span>
        </Button>
      </div>
    </>
  );
}

/** Lights the rules that the Service made, in the graph and in the text. */
function LightButton({ service }: { readonly service: Service }) {
  const key = serviceKey(service);
  const isLit = useStore((state) => state.selection.litService === key);
  const lightService = useStore((state) => state.selection.lightService);
  return (
    <Button
      className="w-full"
      aria-pressed={isLit}
      onClick={() => {
        lightService(isLit ? undefined : key);
        if (!isLit) useStore.getState().panels.setBottomTab("rules");
      }}
    >
      <Highlighter aria-hidden="true" className="size-3.5" /> Light its rules
    </Button>
  );
}

interface TrafficFieldsProps {
  readonly service: Service;
  readonly onChange: (fields: Partial<Service>) => void;
}

/** Who may come in by which address, and which pods answer. */
function TrafficFields({ service, onChange }: TrafficFieldsProps) {
  return (
    <>
      {service.type === "LoadBalancer" && (
        <LoadBalancerFields service={service} onChange={onChange} />
      )}
      <ObjectListField
        object={serviceRef(service)}
        field="spec.externalIPs"
        label="externalIPs"
        placeholder="none"
        hint="More addresses of the Service, for packets that something routes to a node."
        values={service.externalIPs}
        onCommit={(externalIPs) => onChange({ externalIPs })}
      />
      <PolicyFields service={service} onChange={onChange} />
      <AffinityFields service={service} onChange={onChange} />
    </>
  );
}
