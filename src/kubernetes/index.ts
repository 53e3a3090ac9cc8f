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
