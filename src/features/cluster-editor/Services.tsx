import { Plus } from "lucide-react";
import { useState } from "react";
import { type Cluster, clusterEditing, serviceKey } from "@/state/clusterEditing";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { Panel } from "@/ui/Panel";
import { placed } from "@/ui/placed";
import { ObjectRow } from "./ObjectRow";
import { ServiceFields } from "./ServiceFields";

/** A cluster may have thousands of Services; these many are listed until more are asked for. */
const SERVICES_LISTED = 30;

/** The Services, the selected one opened into its fields. */
export function Services({ cluster }: { readonly cluster: Cluster }) {
  const selected = useStore((state) => state.selection.selectedService);
  const selectService = useStore((state) => state.selection.selectService);
  const [isWhole, setWhole] = useState(false);
  const { services } = cluster;
  const listed = isWhole ? services : services.slice(0, SERVICES_LISTED);
  return (
    <Panel
      title="Services"
      actions={
        <IconButton label="Add a Service" onClick={clusterEditing.addService}>
          <Plus aria-hidden="true" className="size-3.5" />
        </IconButton>
      }
    >
      {services.length === 0 && (
        <Button className="w-full" onClick={clusterEditing.addService}>
          Add a Service
        </Button>
      )}
      <ul>
        {placed(listed, "service").map(({ item, index, id }) => {
          const key = serviceKey(item);
          const isOpen = selected === key;
          return (
            <ObjectRow
              key={id}
              name={key}
              address={item.clusterIP}
              isOpen={isOpen}
              onToggle={() => selectService(isOpen ? undefined : key)}
            >
              <ServiceFields cluster={cluster} service={item} index={index} />
            </ObjectRow>
          );
        })}
      </ul>
      {listed.length < services.length && (
        <Button variant="plain" onClick={() => setWhole(true)}>
          {services.length - listed.length} more Services
        </Button>
      )}
    </Panel>
  );
}
