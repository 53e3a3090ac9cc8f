import { ADDRESS_FAMILIES, familyOf } from "../objects/addressFamily";
import type { Endpoint, EndpointSlice } from "../objects/endpointSlice";
import type { Fields } from "./fields";
import { readEndpointPort, readTargetRef } from "./readEndpointSlice";

/**
 * An Endpoints object as the slices that say the same: one for each subset and address family. It has the name of its
 * Service. It tells of pods that terminate only that they are not ready, and of zones nothing.
 * Source: kubernetes v1.30 staging/src/k8s.io/api/core/v1/types.go, Endpoints.
 */
export function readEndpoints(manifest: Fields): readonly EndpointSlice[] {
  const metadata = manifest.fields("metadata");
  const serviceName = metadata.text("name") ?? "";
  const namespace = metadata.text("namespace") ?? "default";
  return manifest.fieldsList("subsets").flatMap((subset, index) => {
    const ports = subset.fieldsList("ports").flatMap(readEndpointPort);
    const all = [
      ...subset.fieldsList("addresses").flatMap((fields) => readAddress(fields, true)),
      ...subset.fieldsList("notReadyAddresses").flatMap((fields) => readAddress(fields, false)),
    ];
    return ADDRESS_FAMILIES.flatMap((addressType) => {
      const endpoints = all.filter(({ addresses: [ip = ""] }) => familyOf(ip) === addressType);
      if (endpoints.length === 0) return [];
      const name = `${serviceName}-${index}-${addressType.toLowerCase()}`;
      return [{ namespace, name, serviceName, addressType, endpoints, ports }];
    });
  });
}

function readAddress(fields: Fields, isReady: boolean): readonly Endpoint[] {
  const ip = fields.text("ip");
  if (ip === undefined || familyOf(ip) === undefined) {
    fields.report("ip", "is no address", "every address of a subset has an ip");
    return [];
  }
  return [
    {
      addresses: [ip],
      nodeName: fields.text("nodeName") ?? "",
      zone: "",
      isReady,
      isServing: isReady,
      isTerminating: false,
      zoneHints: [],
      pod: readTargetRef(fields.fields("targetRef")),
    },
  ];
}
