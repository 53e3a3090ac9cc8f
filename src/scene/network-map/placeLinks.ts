import { isOneAddress, type NodeSpec, parseMaskedAddress, printMaskedAddress } from "@/engine";
import type { Point } from "../chain-graph/chainGraph";
import { type LinkEnd, linkEnd } from "./linkEnd";

interface LinkedHost extends LinkEnd {
  readonly id: string;
}

interface PlacedLink {
  readonly id: string;
  readonly network: string;
  readonly from: string;
  readonly to: string;
  readonly label: string | undefined;
  readonly points: readonly Point[];
}

/** Each segment is a line above the hosts, with a piece down to every host on it. Further segments lie higher. */
export function placeLinks(
  hosts: readonly LinkedHost[],
  segments: ReadonlyMap<string, readonly string[]>,
  nodes: readonly NodeSpec[],
): readonly PlacedLink[] {
  const links: PlacedLink[] = [];
  let level = 0;
  for (const [network, members] of segments) {
    const on = hosts.filter(({ id }) => members.includes(id));
    const [first, ...others] = on;
    if (first === undefined || others.length === 0) continue;
    const y = busY(level++);
    for (const other of others) {
      const isLast = other === others.at(-1);
      links.push({
        id: `${network} ${first.id} ${other.id}`,
        network,
        from: first.id,
        to: other.id,
        label: isLast ? prefixOf(nodes, network) : undefined,
        points: [...linkEnd(first, "out", y), ...[...linkEnd(other, "in", y)].reverse()],
      });
    }
  }
  return links;
}

const LOWEST_BUS_PX = 31;
const BUS_PITCH_PX = 8;
const BUSES = 3;

/** The height of a segment's line; from the fourth on they share the highest. */
function busY(level: number): number {
  return LOWEST_BUS_PX - Math.min(level, BUSES - 1) * BUS_PITCH_PX;
}

/** The network's prefix as an interface on it tells: `192.168.1.0/24`, `fd00::/64`; of a tunnel, whose ends have no network, its name. */
function prefixOf(nodes: readonly NodeSpec[], network: string): string | undefined {
  for (const { name, interfaces } of nodes) {
    const link = interfaces.find((own) => (own.network ?? `${name}/${own.name}`) === network);
    const [written] = link?.addresses ?? [];
    const prefix = written && parseMaskedAddress(written, written.includes(":") ? "IPv6" : "IPv4");
    if (link && prefix) return isOneAddress(prefix) ? link.name : printMaskedAddress(prefix);
  }
  return undefined;
}
