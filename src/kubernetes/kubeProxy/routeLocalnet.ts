import {
  allowsLocalhostNodePorts,
  type ProxySettings,
  reachesLoopback,
} from "../objects/proxySettings";
import { featuresOf, parseKubeProxyVersion } from "./features";

/**
 * Whether kube-proxy lets packets to 127.0.0.0/8 be routed (sysctl net/ipv4/conf/all/route_localnet), as node ports on
 * localhost need. A version whose rules are not written sets nothing.
 */
export function setsRouteLocalnet(settings: ProxySettings): boolean {
  const version = parseKubeProxyVersion(settings.version);
  if (version === undefined) return false;
  const features = featuresOf(version);
  if (!features.routesLocalnetIfNeeded) return true;
  return features.localhostNodePortsSwitch
    ? allowsLocalhostNodePorts(settings)
    : reachesLoopback(settings);
}
