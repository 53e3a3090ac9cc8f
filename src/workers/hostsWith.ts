import type { HostSpec } from "@/engine";
import type { CollectedNode } from "@/intake/node/collectedNode";

/** Who stands around a node, before and after more was told of it. */
export interface HostsRequest {
  readonly known: readonly HostSpec[];
  readonly told: readonly HostSpec[];
  readonly before: CollectedNode;
  readonly after: CollectedNode;
}

/**
 * Those that were there, and those that the new facts tell. One that was there is told anew by its name when it has no other
 * addresses than are told of it; one whose link turned out not to be there stands where the client does.
 */
export function hostsWith({ known, told, before, after }: HostsRequest): readonly HostSpec[] {
  const isToldOf = (host: HostSpec) =>
    told.some(
      ({ name, addresses }) =>
        name === host.name && host.addresses.every((address) => addresses.includes(address)),
    );
  const kept = known.filter((host) => !isToldOf(host));
  const names = new Set(kept.map(({ name }) => name));
  const owned = new Set(kept.flatMap(({ addresses }) => addresses));
  const added = told.filter(
    ({ name, addresses }) => !names.has(name) && !addresses.some((address) => owned.has(address)),
  );
  const now = networksOf(after);
  const gone = new Set([...networksOf(before)].filter((network) => !now.has(network)));
  const outside = told[0]?.network;
  const stays = ({ network }: HostSpec) => !gone.has(network) || outside === undefined;
  return [
    ...kept.map((host) => (stays(host) ? host : { ...host, network: outside ?? host.network })),
    ...added,
  ];
}

function networksOf({ name, interfaces }: CollectedNode): ReadonlySet<string> {
  return new Set(interfaces.map((port) => port.network ?? `${name}/${port.name}`));
}
