import type { Cluster } from "../objects/cluster";
import { selects } from "../objects/labels";
import type { Pod } from "../objects/pod";
import type { Service } from "../objects/service";

/**
 * Slices that were given say what the pods were when the text was made. Once pods of a Service are edited, its slices
 * are dropped, and its endpoints follow the pods. Slices of a Service without a selector are nobody's but the user's: kept.
 */
export function withoutStaleSlices(cluster: Cluster, edited: readonly Pod[]): Cluster {
  const stale = cluster.services.filter((service) =>
    edited.some(
      (pod) => pod.namespace === service.namespace && selects(service.selector, pod.labels),
    ),
  );
  return stale.reduce(withoutSlicesOf, cluster);
}

/** The cluster without the given slices of one Service, unless it has no selector. */
export function withoutSlicesOf(cluster: Cluster, service: Service): Cluster {
  if (service.selector === undefined) return cluster;
  return {
    ...cluster,
    endpointSlices: cluster.endpointSlices.filter(
      (slice) => slice.namespace !== service.namespace || slice.serviceName !== service.name,
    ),
  };
}
