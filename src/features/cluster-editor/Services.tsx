import { Plus } from "lucide-react";
import { useMemo } from "react";
import { type Cluster, clusterEditing, type Service, serviceKey } from "@/state/clusterEditing";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { LongList } from "@/ui/LongList";
import { Panel } from "@/ui/Panel";
import { type Placed, placed } from "@/ui/placed";
import { ObjectRow } from "./ObjectRow";
import { ServiceFields } from "./ServiceFields";

/** A cluster may have thousands of Services; these many are listed until more are asked for. */
const SERVICES_LISTED = 30;

/** The Services, the selected one opened into its fields. */
export function Services({ cluster }: { readonly cluster: Cluster }) {
  const selected = useStore((state) => state.selection.selectedService);
  const selectService = useStore((state) => state.selection.selectService);
  const services = useMemo(() => placed(cluster.services, "service"), [cluster.services]);
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
      <LongList
        items={services}
        noun="Services"
        listed={SERVICES_LISTED}
        textOf={textOfService}
        keyOf={({ id }) => id}
        isPinned={({ item }) => serviceKey(item) === selected}
      >
        {({ item, index }) => {
          const key = serviceKey(item);
          const isOpen = selected === key;
          return (
            <ObjectRow
              name={key}
              address={item.clusterIP}
              isOpen={isOpen}
              onToggle={() => selectService(isOpen ? undefined : key)}
            >
              <ServiceFields cluster={cluster} service={item} index={index} />
            </ObjectRow>
          );
        }}
      </LongList>
    </Panel>
  );
}

/** A Service is found by its names, its addresses and its ports. */
function textOfService({ item }: Placed<Service>): string {
  const ports = item.ports.flatMap(({ name, port, nodePort }) => [name, port, nodePort ?? ""]);
  const balancers = item.loadBalancerIngress.map(({ ip }) => ip);
  return [serviceKey(item), item.clusterIP, ...item.externalIPs, ...balancers, ...ports].join(" ");
}
