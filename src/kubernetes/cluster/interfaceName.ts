import { sha256 } from "@noble/hashes/sha2.js";
import type { Pod } from "../objects/pod";

const NAME_BYTES = 4;

/**
 * The node's end of a pod's link, as CNI plugins name it: `veth` and 8 hex digits, always the same for the same pod.
 * Within the 15 characters that Linux allows.
 */
export function podInterfaceName(pod: Pick<Pod, "namespace" | "name">): string {
  const digest = sha256(new TextEncoder().encode(`${pod.namespace}/${pod.name}`));
  const hex = Array.from(digest.subarray(0, NAME_BYTES), (byte) =>
    byte.toString(16).padStart(2, "0"),
  );
  return `veth${hex.join("")}`;
}
