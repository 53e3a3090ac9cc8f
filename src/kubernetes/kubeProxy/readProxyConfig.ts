import { Fields } from "../manifests/fields";
import type { ClusterProblem } from "../objects/clusterProblem";
import type { ObjectRef } from "../objects/objectRef";
import {
  DEFAULT_PROXY_SETTINGS,
  DETECT_LOCAL_MODES,
  type ProxySettings,
} from "../objects/proxySettings";

/** Which node's kube-proxy, and how it is configured. */
export interface ProxyConfig {
  readonly nodeName: string;
  /** The node's own addresses, primary first; undefined to take the Node object's. */
  readonly nodeAddresses: readonly string[] | undefined;
  readonly settings: ProxySettings;
  readonly problems: readonly ClusterProblem[];
}

const CONFIG: ObjectRef = { kind: "Settings", namespace: undefined, name: "kube-proxy" };
const HIGHEST_MARK_BIT = 31;

/**
 * Reads the `meta.json` of a golden: `proxyConfig`, and what the node's tools could do beside it. What is not told has
 * kube-proxy's default; version and mode are not in it.
 */
export function readProxyConfig(value: unknown): ProxyConfig {
  const problems: ClusterProblem[] = [];
  const report = (problem: ClusterProblem) => problems.push(problem);
  const meta = new Fields(value, { object: CONFIG, path: "", report });
  const config = meta.fields("proxyConfig");
  const usual = DEFAULT_PROXY_SETTINGS;
  const nodeName = config.text("nodeName") ?? "";
  if (nodeName === "") config.report("nodeName", "is no name", "name the node to write rules for");
  const settings: ProxySettings = {
    ...usual,
    ipFamily: config.choice("ipFamily", ["IPv4", "IPv6"]) ?? usual.ipFamily,
    detectLocalMode: config.choice("detectLocalMode", DETECT_LOCAL_MODES) ?? usual.detectLocalMode,
    clusterCIDR: config.text("clusterCIDR") ?? usual.clusterCIDR,
    bridgeInterface: config.text("bridgeInterface") ?? "",
    interfaceNamePrefix: config.text("interfaceNamePrefix") ?? "",
    masqueradeAll: config.flag("masqueradeAll") ?? usual.masqueradeAll,
    masqueradeBit: readMasqueradeBit(config) ?? usual.masqueradeBit,
    nodePortAddresses: config.texts("nodePortAddresses"),
    localhostNodePorts: config.flag("localhostNodePorts") ?? usual.localhostNodePorts,
    hasNfacct: meta.flag("nfacctCounters") ?? false,
    hasRandomFully: meta.flag("iptablesHasRandomFully") ?? usual.hasRandomFully,
  };
  return { nodeName, nodeAddresses: readNodeAddresses(config), settings, problems };
}

function readMasqueradeBit(config: Fields): number | undefined {
  const bit = config.wholeNumber("masqueradeBit");
  if (bit === undefined || (bit >= 0 && bit <= HIGHEST_MARK_BIT)) return bit;
  config.report("masqueradeBit", "is no bit of a mark", `use 0 to ${HIGHEST_MARK_BIT}`);
  return undefined;
}

function readNodeAddresses(config: Fields): readonly string[] | undefined {
  const primary = config.text("nodeIP") ?? "";
  const listed = [primary, ...config.texts("nodeIPs")].filter((address) => address !== "");
  return listed.length === 0 ? undefined : [...new Set(listed)];
}
