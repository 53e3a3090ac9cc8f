import type { Family } from "../net/family";

/** Kernel settings by path below /proc/sys, dots or slashes: `net/ipv4/ip_forward`. */
export type Sysctls = Readonly<Record<string, number>>;

/** The same settings with every path in its slash form. An interface with a dot in its name can only be written so. */
export function normaliseSysctls(written: Sysctls): Sysctls {
  const entries = Object.entries(written).map(([path, value]): [string, number] => [
    path.includes("/") ? path : path.replaceAll(".", "/"),
    value,
  ]);
  return Object.fromEntries(entries);
}

/** A setting as written for all interfaces and for one; undefined where it is not. */
interface InterfaceSetting {
  readonly all: number | undefined;
  readonly own: number | undefined;
}

/** What was looked up before, by setting and interface: every packet asks, and making the paths takes longer than asking. */
const LOOKED_UP = new WeakMap<Sysctls, Map<string, Map<string, InterfaceSetting>>>();

function ofInterface(sysctls: Sysctls, name: string, device: string): InterfaceSetting {
  const known = LOOKED_UP.get(sysctls)?.get(name)?.get(device);
  return known ?? lookUp(sysctls, name, device);
}

function lookUp(sysctls: Sysctls, name: string, device: string): InterfaceSetting {
  const path = "net/ipv4/conf";
  const setting = {
    all: sysctls[`${path}/all/${name}`],
    own: sysctls[`${path}/${device}/${name}`],
  };
  const byName = LOOKED_UP.get(sysctls) ?? new Map<string, Map<string, InterfaceSetting>>();
  LOOKED_UP.set(sysctls, byName);
  const byDevice = byName.get(name) ?? new Map<string, InterfaceSetting>();
  byName.set(name, byDevice.set(device, setting));
  return setting;
}

/** Whether a switch is on for an interface or for all of them. */
function isOn(sysctls: Sysctls, name: string, device: string): boolean {
  const { all = 0, own = 0 } = ofInterface(sysctls, name, device);
  return all !== 0 || own !== 0;
}

/** 0 off, 1 strict, 2 loose; the greater of the two settings holds. Source: Documentation/networking/ip-sysctl.rst. */
export function rpFilter(sysctls: Sysctls, device: string): number {
  const { all = 0, own = 0 } = ofInterface(sysctls, "rp_filter", device);
  return Math.max(all, own);
}

/** Whether 127/8 may come from and go to this interface. */
export function routesLocalnet(sysctls: Sysctls, device: string): boolean {
  return isOn(sysctls, "route_localnet", device);
}

/** Whether the interface takes packets that carry one of the node's own addresses as source. */
export function acceptsLocalSource(sysctls: Sysctls, device: string): boolean {
  return isOn(sysctls, "accept_local", device);
}

/** Whether the reverse-path check looks at the packet's mark. */
export function checksSourceByMark(sysctls: Sysctls, device: string): boolean {
  return isOn(sysctls, "src_valid_mark", device);
}

/** Whether packets that come in by this interface are passed on. On unless switched off, as on a Kubernetes node. */
export function forwards(sysctls: Sysctls, device: string): boolean {
  const { all, own } = ofInterface(sysctls, "forwarding", device);
  return (own ?? all ?? sysctls["net/ipv4/ip_forward"] ?? 1) !== 0;
}

/** Whether conntrack takes over TCP connections whose beginning it has not seen. */
export function isTcpLoose(sysctls: Sysctls): boolean {
  return (sysctls["net/netfilter/nf_conntrack_tcp_loose"] ?? 1) !== 0;
}

/** Whether segments outside the window belong to their connection all the same. Source: Linux nf_conntrack_proto_tcp.c, tcp_in_window. */
export function isTcpLiberal(sysctls: Sysctls): boolean {
  return (sysctls["net/netfilter/nf_conntrack_tcp_be_liberal"] ?? 0) !== 0;
}

/** Whether packets of IPv6 are passed on, by all interfaces or by none. On unless switched off, as on a Kubernetes node. */
export function forwardsIpv6(sysctls: Sysctls): boolean {
  return (sysctls["net/ipv6/conf/all/forwarding"] ?? 1) !== 0;
}

/**
 * Whether what passes between two ports of a bridge is shown to iptables. On unless switched off, as Kubernetes wants it.
 * Source: Linux net/bridge/br_netfilter_hooks.c.
 */
export function callsIptablesForBridges(sysctls: Sysctls, family: Family): boolean {
  const tool = family === "IPv4" ? "iptables" : "ip6tables";
  return (sysctls[`net/bridge/bridge-nf-call-${tool}`] ?? 1) !== 0;
}

/** The TTL or hop limit of what the node itself makes. */
export function defaultTtl(sysctls: Sysctls, family: Family): number {
  const path = family === "IPv4" ? "net/ipv4/ip_default_ttl" : "net/ipv6/conf/all/hop_limit";
  return sysctls[path] ?? 64;
}
