import { type ContainerPort, newPod, type Pod } from "../objects/pod";
import { TRANSPORT_PROTOCOLS } from "../objects/transportProtocol";
import type { Fields } from "./fields";
import { hasCondition, isIpv4 } from "./readNode";

/** A Pod; node and address are "" when the manifest does not tell them. undefined for one that has ended. */
export function readPod(manifest: Fields): Pod | undefined {
  const metadata = manifest.fields("metadata");
  const status = manifest.fields("status");
  const phase = status.text("phase");
  if (phase === "Succeeded" || phase === "Failed") return undefined;
  const addresses = status.has("podIPs")
    ? status.fieldsList("podIPs").flatMap((entry) => entry.text("ip") ?? [])
    : [status.text("podIP") ?? ""];
  const address = addresses.find(isIpv4) ?? "";
  const isRunning = phase === undefined || phase === "Running";
  return newPod({
    ...readPodTemplate(manifest),
    namespace: metadata.text("namespace") ?? "default",
    name: metadata.text("name") ?? "",
    nodeName: manifest.fields("spec").text("nodeName") ?? "",
    address,
    otherAddresses: addresses.filter((other) => other !== "" && other !== address),
    isReady: hasCondition(status, "Ready") ?? isRunning,
    isTerminating: metadata.has("deletionTimestamp"),
  });
}

/** What a pod and a workload's pod template share. */
export function readPodTemplate(
  manifest: Fields,
): Pick<Pod, "labels" | "isHostNetwork" | "containerPorts"> {
  const spec = manifest.fields("spec");
  return {
    labels: manifest.fields("metadata").labels("labels"),
    isHostNetwork: spec.flag("hostNetwork") ?? false,
    containerPorts: spec
      .fieldsList("containers")
      .flatMap((container) => container.fieldsList("ports"))
      .flatMap(readContainerPort),
  };
}

/** Ports without a name mean nothing to a Service. */
function readContainerPort(fields: Fields): readonly ContainerPort[] {
  const name = fields.text("name");
  const port = fields.wholeNumber("containerPort");
  if (name === undefined || port === undefined) return [];
  return [{ name, port, protocol: fields.choice("protocol", TRANSPORT_PROTOCOLS) ?? "TCP" }];
}
