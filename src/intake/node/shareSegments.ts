import {
  ADDRESS_BITS,
  familyOf,
  parseAddress,
  parseMaskedAddress,
  printMaskedAddress,
} from "@/engine";
import { leadsOutside } from "./nodeInterfaces";
import type { Link } from "./readLinks";
import type { ToldNode } from "./toldNode";

/** The segment of an interface by its name; undefined for one of its own. */
export type SegmentOf = (interfaceName: string) => string | undefined;

/**
 * Which interfaces of several nodes are on one segment: those that lead outside and have addresses in one network, and the ends
 * of one VXLAN or tunnel. A single node's segments are called like its interfaces.
 */
export function shareSegments(nodes: readonly ToldNode[]): (node: ToldNode) => SegmentOf {
  if (nodes.length === 1) return () => (name) => name;
  const counts = new Map<string, number>();
  for (const { reading } of nodes) {
    const keys = new Set((reading.links ?? []).flatMap((link) => segmentKey(link) ?? []));
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return ({ reading }) =>
    (name) => {
      const link = reading.links?.find((one) => one.name === name);
      const key = link && segmentKey(link);
      return key !== undefined && (counts.get(key) ?? 0) > 1 ? key : undefined;
    };
}

function segmentKey(link: Link): string | undefined {
  const { name, kind, vxlanId, tunnel, addresses } = link;
  if (kind === "vxlan" || /^flannel\.\d+$|^vxlan\./.test(name)) return `vxlan ${vxlanId ?? name}`;
  // One to anywhere leads to every machine that has one; its routes name the machine.
  if (tunnel?.remote === "any" || (kind === undefined && name === "tunl0")) return "ipip";
  if (tunnel !== undefined) return [tunnel.local, tunnel.remote].sort().join(" to ");
  if (!leadsOutside(link)) return undefined;
  return addresses.map(networkText).find((text) => text !== undefined);
}

/** `10.0.0.0/24`; undefined for a single address, and for one of the link alone. */
function networkText(text: string): string | undefined {
  const [written = "", bits = ""] = text.split("/");
  const address = parseAddress(written);
  if (address === undefined || /^fe[89ab]/i.test(written)) return undefined;
  const family = familyOf(address);
  if (Number(bits) >= ADDRESS_BITS[family]) return undefined;
  const network = parseMaskedAddress(text, family);
  return network && printMaskedAddress(network);
}
