import { useCluster } from "@/state/clusterEditing";
import { KubeProxyFields } from "./KubeProxyFields";
import { NodesAndPods } from "./NodesAndPods";
import { Problems } from "./Problems";
import { Services } from "./Services";

/** The cluster's objects as fields. Every edit takes effect at once; what Kubernetes would refuse is refused here. */
export function ClusterEditor() {
  const cluster = useCluster();
  if (cluster === undefined) return null;
  return (
    <>
      <Problems cluster={cluster} />
      <NodesAndPods cluster={cluster} />
      <Services cluster={cluster} />
      <KubeProxyFields cluster={cluster} />
    </>
  );
}
