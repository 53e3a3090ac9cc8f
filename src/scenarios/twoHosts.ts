import type { PastedNode, PastedSource } from "./walkDocument";

/** One of the two hosts: rules written by hand, pods on a bridge, flannel between the hosts. */
interface HandWrittenHost {
  readonly name: string;
  readonly address: string;
  readonly podRange: string;
  /** The address of flannel.1: the first of the host's pod range. */
  readonly flannelAddress: string;
  readonly bridgeAddress: string;
}

const CLOUDOS1: HandWrittenHost = {
  name: "cloudos1",
  address: "192.168.1.6",
  podRange: "10.5.75.0/24",
  flannelAddress: "10.5.75.0",
  bridgeAddress: "10.5.75.1",
};
const CLOUDOS2: HandWrittenHost = {
  name: "cloudos2",
  address: "192.168.1.7",
  podRange: "10.5.88.0/24",
  flannelAddress: "10.5.88.0",
  bridgeAddress: "10.5.88.1",
};

const LAN = "lan";
const FLANNEL = "flannel";
/** Ours stands on the second host only: that is where a packet with the wrong source is refused. */
const STRICT_RP_FILTER: PastedNode["sysctls"] = {
  "net/ipv4/conf/all/rp_filter": 1,
  "net/ipv4/conf/eth0/rp_filter": 1,
  "net/ipv4/conf/flannel.1/rp_filter": 1,
  "net/ipv4/conf/docker0/rp_filter": 1,
};

/**
 * Two hosts, four pods, two Services with NodePorts, in chains that somebody wrote by hand; strict rp_filter on the
 * second host. `masqueradesOwnAddress` is the last rule of the set: the host's own address is hidden on the way out.
 * The kernel's answers to the same set-up are in conformance/recorded/two-hosts-flannel*.jsonl.
 */
export function twoHosts(masqueradesOwnAddress: boolean): PastedSource {
  return {
    kind: "pasted",
    nodes: [
      pastedNode(CLOUDOS1, CLOUDOS2, masqueradesOwnAddress),
      { ...pastedNode(CLOUDOS2, CLOUDOS1, masqueradesOwnAddress), sysctls: STRICT_RP_FILTER },
    ],
    hosts: [
      { name: "client", network: LAN, addresses: ["203.0.113.7", "192.168.1.1"] },
      { name: "os1_my1", network: "cloudos1/docker0", addresses: ["10.5.75.2"] },
      { name: "os1_my2", network: "cloudos1/docker0", addresses: ["10.5.75.3"] },
      { name: "os2_my1", network: "cloudos2/docker0", addresses: ["10.5.88.2"] },
      { name: "os2_my2", network: "cloudos2/docker0", addresses: ["10.5.88.3"] },
    ],
  };
}

function pastedNode(
  host: HandWrittenHost,
  other: HandWrittenHost,
  masqueradesOwnAddress: boolean,
): PastedNode {
  return {
    name: host.name,
    rulesText: rulesOf(host, masqueradesOwnAddress),
    interfaces: [
      { name: "eth0", addresses: [`${host.address}/24`], network: LAN },
      { name: "flannel.1", addresses: [`${host.flannelAddress}/32`], network: FLANNEL },
      { name: "docker0", addresses: [`${host.bridgeAddress}/24`] },
    ],
    routes: [
      "default via 192.168.1.1",
      `${other.podRange} via ${other.flannelAddress} dev flannel.1 onlink`,
    ],
    sysctls: {},
    ipsets: [],
    unknown: {},
  };
}

function rulesOf(host: HandWrittenHost, masqueradesOwnAddress: boolean): string {
  const ownAddress = masqueradesOwnAddress
    ? [`-A POSTROUTING -s ${host.address}/32 -j MASQUERADE`]
    : [];
  return [
    "*nat",
    ":PREROUTING ACCEPT [0:0]",
    ":INPUT ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    ":POSTROUTING ACCEPT [0:0]",
    ...CHAINS.map((chain) => `:${chain} - [0:0]`),
    "-A PREROUTING -j KUBE-SERVICES",
    "-A OUTPUT -j KUBE-SERVICES",
    ...ownAddress,
    "-A POSTROUTING -j KUBE-POSTROUTING",
    ...RULES,
    "COMMIT",
    "",
  ].join("\n");
}

const CHAINS = [
  "KUBE-MARK-MASQ",
  "KUBE-NODEPORTS",
  "KUBE-POSTROUTING",
  "KUBE-SEP-os1my1",
  "KUBE-SEP-os1my2",
  "KUBE-SEP-os2my1",
  "KUBE-SEP-os2my2",
  "KUBE-SERVICES",
  "KUBE-SVC-1",
  "KUBE-SVC-2",
];

const RULES = [
  "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0xffffffff",
  "-A KUBE-NODEPORTS -p tcp -m tcp --dport 34211 -j KUBE-MARK-MASQ",
  "-A KUBE-NODEPORTS -p tcp -m tcp --dport 34212 -j KUBE-MARK-MASQ",
  "-A KUBE-NODEPORTS -p tcp -m tcp --dport 34211 -j KUBE-SVC-1",
  "-A KUBE-NODEPORTS -p tcp -m tcp --dport 34212 -j KUBE-SVC-2",
  "-A KUBE-POSTROUTING -m mark --mark 0x4000 -j MASQUERADE",
  "-A KUBE-SEP-os1my1 -s 10.5.75.2/32 -j KUBE-MARK-MASQ",
  "-A KUBE-SEP-os1my1 -p tcp -m tcp -j DNAT --to-destination 10.5.75.2:3000",
  "-A KUBE-SEP-os1my2 -s 10.5.75.3/32 -j KUBE-MARK-MASQ",
  "-A KUBE-SEP-os1my2 -p tcp -m tcp -j DNAT --to-destination 10.5.75.3:3000",
  "-A KUBE-SEP-os2my1 -s 10.5.88.2/32 -j KUBE-MARK-MASQ",
  "-A KUBE-SEP-os2my1 -p tcp -m tcp -j DNAT --to-destination 10.5.88.2:3000",
  "-A KUBE-SEP-os2my2 -s 10.5.88.3/32 -j KUBE-MARK-MASQ",
  "-A KUBE-SEP-os2my2 -p tcp -m tcp -j DNAT --to-destination 10.5.88.3:3000",
  "-A KUBE-SERVICES -d 10.100.100.1/32 -p tcp -m tcp --dport 7070 -j KUBE-SVC-1",
  "-A KUBE-SERVICES -d 10.100.100.2/32 -p tcp -m tcp --dport 6060 -j KUBE-SVC-2",
  "-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS",
  "-A KUBE-SVC-1 -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-os1my1",
  "-A KUBE-SVC-1 -j KUBE-SEP-os2my1",
  "-A KUBE-SVC-2 -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-os1my2",
  "-A KUBE-SVC-2 -j KUBE-SEP-os2my2",
];
