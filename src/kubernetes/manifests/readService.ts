import {
  DEFAULT_AFFINITY_SECONDS,
  type LoadBalancerIngress,
  newService,
  SERVICE_TYPES,
  type Service,
  type ServicePort,
  TRAFFIC_POLICIES,
} from "../objects/service";
import { TRANSPORT_PROTOCOLS } from "../objects/transportProtocol";
import type { Fields } from "./fields";
import { isIpv4 } from "./readNode";

/** A Service with the API server's defaults; clusterIP is "" when the manifest does not tell it. */
export function readService(manifest: Fields): Service {
  const metadata = manifest.fields("metadata");
  const spec = manifest.fields("spec");
  const clusterIPs = spec.has("clusterIPs")
    ? spec.texts("clusterIPs")
    : [spec.text("clusterIP") ?? ""];
  const clusterIP = clusterIPs.find(isIpv4) ?? clusterIPs[0] ?? "";
  return newService({
    namespace: metadata.text("namespace") ?? "default",
    name: metadata.text("name") ?? "",
    labels: metadata.labels("labels"),
    annotations: metadata.labels("annotations"),
    type: spec.choice("type", SERVICE_TYPES) ?? "ClusterIP",
    clusterIP,
    otherClusterIPs: clusterIPs.filter((other) => other !== "" && other !== clusterIP),
    selector: spec.has("selector") ? spec.labels("selector") : undefined,
    ports: spec.fieldsList("ports").flatMap(readServicePort),
    externalTrafficPolicy: spec.choice("externalTrafficPolicy", TRAFFIC_POLICIES) ?? "Cluster",
    internalTrafficPolicy: spec.choice("internalTrafficPolicy", TRAFFIC_POLICIES) ?? "Cluster",
    clientIPAffinitySeconds: readAffinity(spec),
    externalIPs: spec.texts("externalIPs"),
    loadBalancerIngress: readIngress(manifest),
    loadBalancerSourceRanges: spec.texts("loadBalancerSourceRanges").map((range) => range.trim()),
    healthCheckNodePort: spec.wholeNumber("healthCheckNodePort"),
  });
}

/** A port without a number is left out, and said. */
function readServicePort(fields: Fields): readonly ServicePort[] {
  const port = fields.wholeNumber("port");
  if (port === undefined) {
    if (!fields.has("port")) fields.report("port", "is no port", "every port needs a number");
    return [];
  }
  return [
    {
      name: fields.text("name") ?? "",
      protocol: fields.choice("protocol", TRANSPORT_PROTOCOLS) ?? "TCP",
      port,
      targetPort: readTargetPort(fields) ?? port,
      nodePort: fields.wholeNumber("nodePort"),
    },
  ];
}

function readTargetPort(fields: Fields): number | string | undefined {
  const value = fields.value("targetPort");
  if (value === undefined || value === 0 || value === "") return undefined;
  return typeof value === "number" ? fields.wholeNumber("targetPort") : fields.text("targetPort");
}

function readAffinity(spec: Fields): number | undefined {
  if (spec.choice("sessionAffinity", ["None", "ClientIP"]) !== "ClientIP") return undefined;
  const clientIP = spec.fields("sessionAffinityConfig").fields("clientIP");
  return clientIP.wholeNumber("timeoutSeconds") ?? DEFAULT_AFFINITY_SECONDS;
}

/** Entries that have only a hostname are no address, so rules cannot name them. */
function readIngress(manifest: Fields): readonly LoadBalancerIngress[] {
  return manifest
    .fields("status")
    .fields("loadBalancer")
    .fieldsList("ingress")
    .flatMap((entry) => {
      const ip = entry.text("ip");
      const ipMode = entry.choice("ipMode", ["VIP", "Proxy"]) ?? "VIP";
      return ip === undefined || ip === "" ? [] : [{ ip, ipMode }];
    });
}
