import type { InterfaceSpec } from "@/engine";
import type { Link } from "./readLinks";
import type { NodeReading } from "./readNode";
import type { RulesFacts } from "./toldNode";

/** Interfaces that lead to pods, containers or through tunnels by what they are usually called. */
const INNER_NAME =
  /^(?:lo$|veth|cali|cni|docker|br-|virbr|flannel|weave|cilium|lxc|kube|nodelocaldns|tunl|vxlan|wg|dummy|ifb|sit|gre|ip6tnl)/;
const INNER_KINDS: ReadonlySet<string> = new Set([
  "bridge",
  "veth",
  "dummy",
  "vxlan",
  "ipip",
  "sit",
  "gre",
  "ip6tnl",
  "geneve",
  "wireguard",
  "ifb",
]);
const USUAL = "eth0";

/** Whether an interface leads out of the machine, as far as its name and kind tell. */
export function leadsOutside({ name, kind }: Pick<Link, "name" | "kind">): boolean {
  return !INNER_NAME.test(name) && (kind === undefined || !INNER_KINDS.has(kind));
}

/** The interface to the rest of the world: the default route's, else the first that looks like it. */
export function outerInterface({ routes, links }: NodeReading, rules: RulesFacts): string {
  const byRoute = routes?.routes
    .map((route) => /^(?:-6 )?default .*?\bdev (\S+)(?!.* table )/.exec(route)?.[1])
    .find((name) => name !== undefined);
  if (byRoute !== undefined) return byRoute;
  const outer = (links ?? []).filter(leadsOutside);
  const byAddress = outer.find(({ addresses }) => addresses.length > 0) ?? outer[0];
  const byRule = rules.interfaces.find((name) => leadsOutside({ name, kind: undefined }));
  return byAddress?.name ?? byRule ?? USUAL;
}

/**
 * The node's interfaces. Ports of a bridge or bond are left out: for rules and routes a packet comes by the bridge. Where no
 * listing shows any they are those that rules and routes name.
 */
export function interfacesOf(reading: NodeReading, rules: RulesFacts): readonly InterfaceSpec[] {
  const { links } = reading;
  if (links === undefined) return interfacesOfRules(reading, rules);
  const names = new Set(links.map(({ name }) => name));
  return links
    .filter(({ master }) => master === undefined || !names.has(master))
    .map(({ name, addresses, isUp, kind }) => ({
      name,
      addresses,
      ...(kind === "bridge" ? { isBridge: true } : {}),
      ...(isUp ? {} : { isDown: true }),
    }))
    .filter(({ name, addresses }) => name !== "lo" || addresses.some((one) => !OF_LO.test(one)))
    .map((port) => (reading.showsAddresses ? port : withRuleAddresses(port, reading, rules)));
}

/** Every machine's. */
const OF_LO = /^(?:127\.0\.0\.1\/8|::1\/128)$/;

function interfacesOfRules(reading: NodeReading, rules: RulesFacts): readonly InterfaceSpec[] {
  const routes = [...(reading.routes?.routes ?? []), ...(reading.routes?.routesOfAddresses ?? [])];
  const devices = routes.flatMap((route) => /\bdev (\S+)/.exec(route)?.[1] ?? []);
  const outer = outerInterface(reading, rules);
  const names = new Set([outer, ...rules.interfaces, ...devices]);
  names.delete("lo");
  return [...names].map((name) => withRuleAddresses({ name, addresses: [] }, reading, rules));
}

/** The addresses that rules know to be the node's stand on its outer interface. */
function withRuleAddresses(
  port: InterfaceSpec,
  reading: NodeReading,
  rules: RulesFacts,
): InterfaceSpec {
  if (port.name !== outerInterface(reading, rules)) return port;
  const bits = (address: string) => (address.includes(":") ? 128 : 32);
  return { ...port, addresses: rules.addresses.map((one) => `${one}/${bits(one)}`) };
}
