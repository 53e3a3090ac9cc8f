import { freeServiceValues } from "../editing/freeAddress";
import { type Cluster, newCluster } from "../objects/cluster";
import type { Service } from "../objects/service";
import { assumeSettings } from "./assumeSettings";
import { completeNodes } from "./completeNodes";
import { completePods } from "./completePods";
import type { ManifestParts } from "./manifestParts";
import { podsOfSlices } from "./podsOfSlices";

/** A cluster in which everything has what it needs, and sentences about what was invented for that. */
export interface CompletedCluster {
  readonly cluster: Cluster;
  readonly assumptions: readonly string[];
}

/** Does what the scheduler, the controllers, the CNI and the API server would have done with plain manifests. Always the same way. */
export function completeCluster(parts: ManifestParts): CompletedCluster {
  const { settings, assumptions } = assumeSettings(parts);
  const notes = [...assumptions];
  const { nodes, pods, endpointSlices, services, workloads } = parts;
  const start = newCluster({ nodes, pods, endpointSlices, settings });
  const withNodes = completeNodes(start, notes);
  const withPods = { ...withNodes, pods: completePods(withNodes, workloads, notes) };
  const known = podsOfSlices({ ...withPods, services });
  return { cluster: { ...known, services: completeServices(known, parts) }, assumptions: notes };
}

/** What the API server hands out: addresses of the Service range, and node ports. */
function completeServices(cluster: Cluster, parts: ManifestParts): readonly Service[] {
  const free = freeServiceValues(cluster);
  return cluster.services.map((service) => {
    const isNew = service.clusterIP === "" && service.type !== "ExternalName";
    const clusterIP = isNew ? free.takeClusterIP() : service.clusterIP;
    // With an address it has been through an API server, which would have given a load balancer its node ports.
    const allocates = isNew && !parts.withoutNodePorts.includes(service);
    const needsPorts =
      service.type === "NodePort" || (service.type === "LoadBalancer" && allocates);
    if (!needsPorts) return { ...service, clusterIP };
    const ports = service.ports.map((port) => ({
      ...port,
      nodePort: port.nodePort ?? free.takeNodePort(port.protocol),
    }));
    return { ...service, clusterIP, ports };
  });
}
