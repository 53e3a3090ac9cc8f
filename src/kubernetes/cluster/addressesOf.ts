import type { Node } from "../objects/node";
import type { Pod } from "../objects/pod";

/** All addresses of a node or pod, of both families, the first first. Empty where it has none yet. */
export function addressesOf({
  address,
  otherAddresses,
}: Pick<Node | Pod, "address" | "otherAddresses">): readonly string[] {
  return [address, ...otherAddresses].filter((one) => one !== "");
}
