import type { Endpoint, EndpointPort, EndpointSlice } from "../objects/endpointSlice";
import { TRANSPORT_PROTOCOLS } from "../objects/transportProtocol";
import type { Fields } from "./fields";

// Source: kubernetes staging/src/k8s.io/api/discovery/v1/well_known_labels.go, LabelServiceName
export const SERVICE_NAME_LABEL = "kubernetes.io/service-name";

/** An EndpointSlice. One without the label that names its Service belongs to none, and that is said. */
export function readEndpointSlice(manifest: Fields): EndpointSlice {
  const metadata = manifest.fields("metadata");
  const serviceName = metadata.labels("labels")[SERVICE_NAME_LABEL];
  if (serviceName === undefined) {
    const allowed = `the label ${SERVICE_NAME_LABEL} names the Service`;
    metadata.report("labels", "does not say whose endpoints these are", allowed);
  }
  return {
    namespace: metadata.text("namespace") ?? "default",
    name: metadata.text("name") ?? metadata.text("generateName") ?? "",
    serviceName: serviceName ?? "",
    addressType: manifest.choice("addressType", ["IPv4", "IPv6", "FQDN"]) ?? "IPv4",
    endpoints: manifest.fieldsList("endpoints").map(readEndpoint),
    ports: manifest.fieldsList("ports").flatMap(readEndpointPort),
  };
}

/** Conditions that are not told: ready, serving as ready, not terminating. Source: kubernetes v1.30 pkg/proxy/endpointslicecache.go. */
function readEndpoint(fields: Fields): Endpoint {
  const conditions = fields.fields("conditions");
  const isReady = conditions.flag("ready") ?? true;
  const nodeHints = readHints(fields, "forNodes");
  return {
    addresses: fields.texts("addresses"),
    nodeName: fields.text("nodeName") ?? "",
    zone: fields.text("zone") ?? "",
    isReady,
    isServing: conditions.flag("serving") ?? isReady,
    isTerminating: conditions.flag("terminating") ?? false,
    zoneHints: readHints(fields, "forZones"),
    ...(nodeHints.length === 0 ? {} : { nodeHints }),
    pod: readTargetRef(fields.fields("targetRef")),
  };
}

function readHints(fields: Fields, key: string): readonly string[] {
  return fields
    .fields("hints")
    .fieldsList(key)
    .flatMap((hint) => hint.text("name") ?? []);
}

/** The pod that a reference names; undefined where it names none. */
export function readTargetRef(target: Fields): Endpoint["pod"] {
  const name = target.text("name");
  if (target.text("kind") !== "Pod" || name === undefined) return undefined;
  return { kind: "Pod", namespace: target.text("namespace") ?? "default", name };
}

/** A port without a number means all ports; kube-proxy passes it over. */
export function readEndpointPort(fields: Fields): readonly EndpointPort[] {
  const port = fields.wholeNumber("port");
  if (port === undefined) return [];
  const protocol = fields.choice("protocol", TRANSPORT_PROTOCOLS) ?? "TCP";
  return [{ name: fields.text("name") ?? "", protocol, port }];
}
