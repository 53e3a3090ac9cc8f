export { checkClusterInSteps } from "./checking/checkCluster";
export { type CheckedField, checkField } from "./checking/checkField";
export { listedValues } from "./checking/fieldCheck";
export { clusterWorld } from "./cluster/clusterWorld";
export { resolveDestination } from "./cluster/resolveDestination";
export {
  addNode,
  removeNode,
  updateNode,
} from "./editing/editNodes";
export { addPod, type PodName, removePod, updatePod } from "./editing/editPods";
export {
  addPort,
  addService,
  allocateLoadBalancerNodePorts,
  removePort,
  removeService,
  type ServiceName,
  updatePort,
  updateService,
} from "./editing/editServices";
export { MAX_REPLICAS, scaleService } from "./editing/scaleService";
export {
  KUBE_PROXY_VERSIONS,
  parseKubeProxyVersion,
} from "./kubeProxy/features";
export { generateRuleset } from "./kubeProxy/generateRuleset";
export type { RuleOrigin } from "./kubeProxy/proxyRule";
export { type VersionChange, versionChanges } from "./kubeProxy/versionChanges";
export { printManifests } from "./manifests/printManifests";
export type { IngressRoute } from "./manifests/readIngress";
export { type ManifestReading, readManifests } from "./manifests/readManifests";
export {
  type Cluster,
  newCluster,
  nodeRef,
  podRef,
  serviceRef,
  settingsRef,
} from "./objects/cluster";
export { selectedPods } from "./objects/endpointSlicesOf";
export { type Node, newNode } from "./objects/node";
export { OBJECT_KINDS, type ObjectRef, printObjectRef } from "./objects/objectRef";
export { newPod, type Pod } from "./objects/pod";
export {
  DETECT_LOCAL_MODES,
  type DetectLocalMode,
  PROXY_MODES,
  type ProxySettings,
} from "./objects/proxySettings";
export {
  DEFAULT_AFFINITY_SECONDS,
  newService,
  SERVICE_TYPES,
  type Service,
  type ServicePort,
  TRAFFIC_POLICIES,
} from "./objects/service";
export { TRANSPORT_PROTOCOLS } from "./objects/transportProtocol";
