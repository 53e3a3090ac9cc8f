export { checkCluster } from "./checking/checkCluster";
export { type CheckedField, checkField } from "./checking/checkField";
export { clusterWorld, NODE_NETWORK } from "./cluster/clusterWorld";
export { podHostName } from "./cluster/hostName";
export { podInterfaceName } from "./cluster/interfaceName";
export { type ResolvedDestination, resolveDestination } from "./cluster/resolveDestination";
export {
  addNode,
  removeNode,
  renameNode,
  updateNode,
} from "./editing/editNodes";
export { addPod, findPod, type PodName, removePod, updatePod } from "./editing/editPods";
export {
  addPort,
  addService,
  findService,
  removePort,
  removeService,
  type ServiceName,
  updatePort,
  updateService,
} from "./editing/editServices";
export { MAX_REPLICAS, scaleService } from "./editing/scaleService";
export { type GeneratedRuleset, generateRuleset } from "./kubeProxy/generateRuleset";
export type { RuleOrigin } from "./kubeProxy/proxyRule";
export { type ManifestReading, readManifests } from "./manifests/readManifests";
export {
  type Client,
  type Cluster,
  type ClusterSettings,
  DEFAULT_CLIENT,
  DEFAULT_CLUSTER_SETTINGS,
  isSameObject,
  newCluster,
  nodeRef,
  podRef,
  serviceRef,
} from "./objects/cluster";
export type { ClusterProblem } from "./objects/clusterProblem";
export type { Endpoint, EndpointPort, EndpointSlice } from "./objects/endpointSlice";
export { endpointSlicesOf, selectedPods } from "./objects/endpointSlicesOf";
export { type Labels, selects } from "./objects/labels";
export { type Node, newNode } from "./objects/node";
export { OBJECT_KINDS, type ObjectKind, type ObjectRef, printObjectRef } from "./objects/objectRef";
export { type ContainerPort, newPod, type Pod } from "./objects/pod";
export {
  DEFAULT_PROXY_SETTINGS,
  DETECT_LOCAL_MODES,
  type DetectLocalMode,
  PROXY_MODES,
  type ProxyMode,
  type ProxySettings,
} from "./objects/proxySettings";
export {
  isHeadless,
  type LoadBalancerIngress,
  newService,
  SERVICE_TYPES,
  type Service,
  type ServicePort,
  type ServiceType,
  TRAFFIC_POLICIES,
  type TrafficPolicy,
} from "./objects/service";
export { TRANSPORT_PROTOCOLS, type TransportProtocol } from "./objects/transportProtocol";
