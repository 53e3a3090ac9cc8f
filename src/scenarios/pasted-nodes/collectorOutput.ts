/** What the tools print on a machine, without what every machine has. */
export interface PrintedNode {
  readonly hostname: string;
  /** All but `lo`, in the order of their numbers. */
  readonly interfaces: readonly PrintedInterface[];
  /** Lines of `ip route show table all`, without those that the addresses bring. */
  readonly routes: readonly string[];
  /** Lines of `ip rule show` beside the three that every machine has. */
  readonly routingRules?: readonly string[] | undefined;
  /** Lines of `sysctl -a`. */
  readonly sysctls: readonly string[];
  /** What `iptables-save` prints. */
  readonly rules: string;
  /** What `iptables-legacy-save` prints beside them. */
  readonly legacyRules?: readonly string[] | undefined;
  /** Lines of `conntrack -L`. */
  readonly connections?: readonly string[] | undefined;
  /** What kubectl's table tells of pods: name, address and node. */
  readonly pods?: readonly PrintedPod[] | undefined;
}

/** An interface as `ip -d addr show` lists it. */
export interface PrintedInterface {
  readonly name: string;
  /** With prefix length. */
  readonly address?: string | undefined;
  /** `bridge`, `veth`, `vxlan id 1 …`: the line of details. */
  readonly kind?: string | undefined;
  /** The bridge that it is a port of. */
  readonly master?: string | undefined;
}

export type PrintedPod = readonly [name: string, address: string, node: string];

/** What the line of "Collect from a node" prints there, section by section. */
export function collectorOutput(node: PrintedNode): string {
  const {
    hostname,
    routes,
    routingRules = [],
    sysctls,
    rules,
    legacyRules,
    connections = [],
    pods,
  } = node;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["hostname", [hostname]],
    ["ip -d addr show", [...LOOPBACK, ...node.interfaces.flatMap(interfaceLines)]],
    ["ip route show table all", [...routes, ...node.interfaces.flatMap(routesOfAddress)]],
    [
      "ip -6 route show table all",
      ["local ::1 dev lo table local proto kernel metric 0 pref medium"],
    ],
    ["ip rule show", ["0:\tfrom all lookup local", ...routingRules, ...LAST_ROUTING_RULES]],
    ["ip -6 rule show", ["0:\tfrom all lookup local", "32766:\tfrom all lookup main"]],
    ["sysctl -a", [...sysctls, "net.netfilter.nf_conntrack_tcp_loose = 1"]],
    ["iptables-save -c", rules.trimEnd().split("\n")],
    ["ip6tables-save -c", []],
    ["iptables-legacy-save -c", legacyRules ?? []],
    ["ip6tables-legacy-save -c", []],
    ["ipset save", []],
    [
      "conntrack -L -f ipv4",
      [
        ...connections,
        `conntrack v1.4.7 (conntrack-tools): ${connections.length} flow entries have been shown.`,
      ],
    ],
    [
      "conntrack -L -f ipv6",
      ["conntrack v1.4.7 (conntrack-tools): 0 flow entries have been shown."],
    ],
    ["ipvsadm -Ln", ["# not installed"]],
    [
      "kubectl get nodes,pods -A -o wide --request-timeout=5s",
      pods === undefined ? ["# not installed"] : podTable(pods),
    ],
  ];
  return sections
    .flatMap(([command, lines]) => [`### chainwalk: ${command}`, ...lines, ""])
    .join("\n");
}

const LOOPBACK = [
  "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000",
  "    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00 promiscuity 0",
  "    inet 127.0.0.1/8 scope host lo",
  "       valid_lft forever preferred_lft forever",
];

const LAST_ROUTING_RULES = ["32766:\tfrom all lookup main", "32767:\tfrom all lookup default"];

function interfaceLines(
  { name, address, kind, master }: PrintedInterface,
  index: number,
): readonly string[] {
  const port = master === undefined ? "" : ` master ${master}`;
  const number = index + 2;
  return [
    `${number}: ${name}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue${port} state UP group default`,
    `    link/ether 52:54:00:12:34:${(0x50 + number).toString(16)} brd ff:ff:ff:ff:ff:ff promiscuity 0`,
    ...(kind === undefined ? [] : [`    ${kind}`]),
    ...(address === undefined
      ? []
      : [
          `    inet ${address} scope global ${name}`,
          "       valid_lft forever preferred_lft forever",
        ]),
  ];
}

/** What the kernel puts into the tables for an address. */
function routesOfAddress({ name, address }: PrintedInterface): readonly string[] {
  if (address === undefined) return [];
  const own = address.replace(/\/.*/, "");
  const network = /^(.*)\.\d+\/24$/.exec(address)?.[1];
  return [
    ...(network === undefined
      ? []
      : [`${network}.0/24 dev ${name} proto kernel scope link src ${own}`]),
    `local ${own} dev ${name} table local proto kernel scope host src ${own}`,
  ];
}

const WIDTHS = [14, 26, 8, 10, 11, 6, 16, 9, 17];

function podTable(pods: readonly PrintedPod[]): readonly string[] {
  const row = (cells: readonly string[]) =>
    cells.map((cell, column) => cell.padEnd(WIDTHS[column] ?? 0)).join("");
  return [
    row([
      "NAMESPACE",
      "NAME",
      "READY",
      "STATUS",
      "RESTARTS",
      "AGE",
      "IP",
      "NODE",
      "NOMINATED NODE",
      "READINESS GATES",
    ]),
    ...pods.map(([name, address, node]) =>
      row(["default", name, "1/1", "Running", "0", "12d", address, node, "<none>", "<none>"]),
    ),
  ];
}
