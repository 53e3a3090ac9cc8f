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

/** A setting of one interface, and of all of them. */
function ofInterface(sysctls: Sysctls, name: string, device: string): readonly [number, number] {
  const path = "net/ipv4/conf";
  return [sysctls[`${path}/all/${name}`] ?? 0, sysctls[`${path}/${device}/${name}`] ?? 0];
}

/** 0 off, 1 strict, 2 loose; the greater of the two settings holds. Source: Documentation/networking/ip-sysctl.rst. */
export function rpFilter(sysctls: Sysctls, device: string): number {
  return Math.max(...ofInterface(sysctls, "rp_filter", device));
}

/** Whether 127/8 may come from and go to this interface. */
export function routesLocalnet(sysctls: Sysctls, device: string): boolean {
  return ofInterface(sysctls, "route_localnet", device).some((value) => value !== 0);
}

/** Whether the interface takes packets that carry one of the node's own addresses as source. */
export function acceptsLocalSource(sysctls: Sysctls, device: string): boolean {
  return ofInterface(sysctls, "accept_local", device).some((value) => value !== 0);
}

/** Whether the reverse-path check looks at the packet's mark. */
export function checksSourceByMark(sysctls: Sysctls, device: string): boolean {
  return ofInterface(sysctls, "src_valid_mark", device).some((value) => value !== 0);
}

/** Whether packets that come in by this interface are passed on. On unless switched off, as on a Kubernetes node. */
export function forwards(sysctls: Sysctls, device: string): boolean {
  const path = "net/ipv4/conf";
  const value =
    sysctls[`${path}/${device}/forwarding`] ??
    sysctls[`${path}/all/forwarding`] ??
    sysctls["net/ipv4/ip_forward"] ??
    1;
  return value !== 0;
}

/** Whether conntrack takes over TCP connections whose beginning it has not seen. */
export function isTcpLoose(sysctls: Sysctls): boolean {
  return (sysctls["net/netfilter/nf_conntrack_tcp_loose"] ?? 1) !== 0;
}

/** The TTL of what the node itself makes. */
export function defaultTtl(sysctls: Sysctls): number {
  return sysctls["net/ipv4/ip_default_ttl"] ?? 64;
}
