import type { WorldSpec } from "@/engine";

/** Who has an address, as a person would call it; undefined when nobody known has it. */
export type NameOf = (address: string) => string | undefined;

/** Names for the addresses of a world's hosts and nodes. */
export function namesOf({ nodes, hosts }: WorldSpec): NameOf {
  const names = new Map<string, string>();
  for (const { name, addresses } of hosts) {
    for (const address of addresses) names.set(address, name);
  }
  for (const { name, interfaces } of nodes) {
    for (const address of interfaces.flatMap(({ addresses }) => addresses)) {
      names.set(address.split("/")[0] ?? address, name);
    }
  }
  return (address) => names.get(address);
}
