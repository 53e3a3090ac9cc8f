import { X } from "lucide-react";
import { clusterEditing, type Service, type ServicePort, serviceRef } from "@/state/clusterEditing";
import { IconButton } from "@/ui/IconButton";
import { placed } from "@/ui/placed";
import { Select } from "@/ui/Select";
import { ObjectField } from "./ObjectField";

const PROTOCOLS = [
  { value: "TCP", label: "TCP" },
  { value: "UDP", label: "UDP" },
  { value: "SCTP", label: "SCTP" },
] as const;

/** The ports of a Service: what is asked for, what the pods listen on, and the port on the nodes. */
export function ServicePorts({ service }: { readonly service: Service }) {
  return placed(service.ports, "port").map(({ item, index, id }) => (
    <PortFields key={id} service={service} port={item} index={index} />
  ));
}

interface PortFieldsProps {
  readonly service: Service;
  readonly port: ServicePort;
  readonly index: number;
}

function PortFields({ service, port, index }: PortFieldsProps) {
  const object = serviceRef(service);
  const path = `spec.ports[${index}]` as const;
  const isOnly = service.ports.length === 1;
  const update = (fields: Partial<ServicePort>) =>
    clusterEditing.updatePort(service, index, fields);
  return (
    <fieldset className={isOnly ? "" : "my-2 border-l border-line pl-2"}>
      <legend className={isOnly ? "sr-only" : "flex w-full items-center text-sm text-text-3"}>
        Port {index + 1}
        {!isOnly && (
          <IconButton
            label={`Remove port ${index + 1}`}
            onClick={() => clusterEditing.removePort(service, index)}
          >
            <X aria-hidden="true" className="size-3.5" />
          </IconButton>
        )}
      </legend>
      {!isOnly && (
        <ObjectField
          object={object}
          field={`${path}.name`}
          label="Port name"
          value={port.name}
          onCommit={(name) => update({ name })}
        />
      )}
      <div className="grid grid-cols-[88px_minmax(0,1fr)_20px_minmax(0,1fr)] items-start">
        <span aria-hidden="true" className="flex h-(--control) items-center text-md text-text-2">
          Port
        </span>
        <ObjectField
          object={object}
          field={`${path}.port`}
          label="Port"
          layout="hidden"
          value={port.port}
          onCommit={(text) => update({ port: Number(text) })}
        />
        <span
          aria-hidden="true"
          className="flex h-(--control) items-center justify-center text-text-3"
        >
          →
        </span>
        <ObjectField
          object={object}
          field={`${path}.targetPort`}
          label="Target port"
          layout="hidden"
          value={port.targetPort}
          onCommit={(text) => update({ targetPort: portOrName(text) })}
        />
      </div>
      {port.nodePort !== undefined && (
        <ObjectField
          object={object}
          field={`${path}.nodePort`}
          label="Node port"
          value={port.nodePort}
          onCommit={(text) => update({ nodePort: Number(text) })}
        />
      )}
      <Select
        label="Protocol"
        value={port.protocol}
        options={PROTOCOLS}
        onChange={(protocol) => update({ protocol })}
      />
    </fieldset>
  );
}

const WHOLE_NUMBER = /^\d+$/;

/** A target port is a number, or the name of a container's port. */
function portOrName(text: string): number | string {
  return WHOLE_NUMBER.test(text) ? Number(text) : text;
}
