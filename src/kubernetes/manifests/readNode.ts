import { type Node, newNode } from "../objects/node";
import type { Fields } from "./fields";

/** A Node; address and podCIDR are "" when the manifest does not tell them. */
export function readNode(manifest: Fields): Node {
  const metadata = manifest.fields("metadata");
  const spec = manifest.fields("spec");
  const status = manifest.fields("status");
  const internal = status
    .fieldsList("addresses")
    .filter((address) => address.text("type") === "InternalIP")
    .flatMap((address) => address.text("address") ?? []);
  const podCIDRs = spec.has("podCIDRs") ? spec.texts("podCIDRs") : [spec.text("podCIDR") ?? ""];
  const address = internal.find(isIpv4) ?? "";
  return newNode({
    name: metadata.text("name") ?? "",
    labels: metadata.labels("labels"),
    address,
    otherAddresses: internal.filter((candidate) => candidate !== address),
    podCIDR: podCIDRs.find(isIpv4) ?? "",
    otherPodCIDRs: podCIDRs.filter((other) => other.includes(":")),
    isReady: hasCondition(status, "Ready") ?? true,
  });
}

/** Enough to tell the families apart; whether it is an address is checked later. */
export function isIpv4(address: string): boolean {
  return address !== "" && !address.includes(":");
}

/** Whether a condition is "True"; undefined when it is not told. */
export function hasCondition(status: Fields, type: string): boolean | undefined {
  const condition = status
    .fieldsList("conditions")
    .find((candidate) => candidate.text("type") === type);
  return condition === undefined ? undefined : condition.text("status") === "True";
}
