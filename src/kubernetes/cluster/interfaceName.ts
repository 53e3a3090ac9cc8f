import { sha256Start } from "../kubeProxy/sha256Start";
import type { Pod } from "../objects/pod";

const HEX_DIGITS = 8;

/**
 * The node's end of a pod's link, as CNI plugins name it: `veth` and 8 hex digits, always the same for the same pod.
 * Within the 15 characters that Linux allows.
 */
export function podInterfaceName(pod: Pick<Pod, "namespace" | "name">): string {
  const [word] = sha256Start(`${pod.namespace}/${pod.name}`);
  return `veth${(word >>> 0).toString(16).padStart(HEX_DIGITS, "0")}`;
}
