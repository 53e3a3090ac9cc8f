/** Where a packet meets rules, in the order a forwarded packet would meet them. */
export const HOOKS = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"] as const;
export type Hook = (typeof HOOKS)[number];

/** The tables of iptables. `security` is read and printed; kube-proxy never uses it. */
export const TABLES = ["raw", "mangle", "nat", "filter", "security"] as const;
export type TableName = (typeof TABLES)[number];

/**
 * The tables of each hook in the order they are walked.
 * Source: Linux include/uapi/linux/netfilter_ipv4.h, enum nf_ip_hook_priorities.
 */
export const TABLES_OF_HOOK: Readonly<Record<Hook, readonly TableName[]>> = {
  PREROUTING: ["raw", "mangle", "nat"],
  INPUT: ["mangle", "filter", "security", "nat"],
  FORWARD: ["mangle", "filter", "security"],
  OUTPUT: ["raw", "mangle", "nat", "filter", "security"],
  POSTROUTING: ["mangle", "nat"],
};

/** The base chains a table has, in the order iptables-save prints them. */
export const HOOKS_OF_TABLE: Readonly<Record<TableName, readonly Hook[]>> = {
  raw: ["PREROUTING", "OUTPUT"],
  mangle: HOOKS,
  nat: ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
  filter: ["INPUT", "FORWARD", "OUTPUT"],
  security: ["INPUT", "FORWARD", "OUTPUT"],
};
