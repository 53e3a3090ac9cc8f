"""The words and numbers of netfilter and of the protocols that pass through it."""

HOOKS: list[str] = ["PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"]

#: Base chains by table, in the order in which iptables-save prints them.
TABLES: dict[str, list[str]] = {
    "raw": ["PREROUTING", "OUTPUT"],
    "mangle": HOOKS,
    "filter": ["INPUT", "FORWARD", "OUTPUT"],
    "nat": ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"],
    "security": ["INPUT", "FORWARD", "OUTPUT"],
}

ICMP, TCP, UDP, ICMPV6, SCTP = 1, 6, 17, 58, 132
PROTOCOLS: dict[str, int] = {"icmp": ICMP, "tcp": TCP, "udp": UDP, "ipv6-icmp": ICMPV6}
PROTOCOL_NAMES: dict[int, str] = {number: name for name, number in PROTOCOLS.items()}

#: An IP protocol that no case uses; a packet of it flushes the kernel's trace buffers.
SENTINEL = 253

#: One letter a TCP flag, bit 0 upwards: FIN, SYN, RST, PSH, ACK, URG.
TCP_FLAGS = "FSRPAU"

ECHO_REPLY, ECHO_REQUEST = 0, 8
ECHO_REQUEST_V6, ECHO_REPLY_V6 = 128, 129
#: By protocol, the type of a request when the case tells none.
ECHO_REQUESTS = {ICMP: ECHO_REQUEST, ICMPV6: ECHO_REQUEST_V6}

#: What REJECT calls the codes of "destination unreachable".
UNREACHABLE: dict[int, str] = {
    0: "icmp-net-unreachable",
    1: "icmp-host-unreachable",
    2: "icmp-proto-unreachable",
    3: "icmp-port-unreachable",
    9: "icmp-net-prohibited",
    10: "icmp-host-prohibited",
    13: "icmp-admin-prohibited",
}
UNREACHABLE_V6: dict[int, str] = {
    0: "icmp6-no-route",
    1: "icmp6-adm-prohibited",
    3: "icmp6-addr-unreachable",
    4: "icmp6-port-unreachable",
    5: "icmp6-policy-fail",
    6: "icmp6-reject-route",
}

#: Source: Linux include/uapi/linux/netfilter/nf_conntrack_tcp.h, enum tcp_conntrack.
TCP_STATES: list[str] = [
    "NONE",
    "SYN_SENT",
    "SYN_RECV",
    "ESTABLISHED",
    "FIN_WAIT",
    "CLOSE_WAIT",
    "LAST_ACK",
    "TIME_WAIT",
    "CLOSE",
    "SYN_SENT2",
]

#: Source: Linux include/uapi/linux/netfilter/nf_conntrack_common.h, enum ip_conntrack_status.
CONNECTION_FLAGS: list[tuple[int, str]] = [
    (2, "SEEN_REPLY"),
    (4, "ASSURED"),
    (8, "CONFIRMED"),
    (16, "SRC_NAT"),
    (32, "DST_NAT"),
    (512, "DYING"),
]


def protocol_number(name: str) -> int:
    """The number of a protocol as a case names it: tcp, udp, icmp, ipv6-icmp, or a number as text."""
    return PROTOCOLS.get(name) or int(name)


def protocol_name(number: int) -> str:
    """The other way round."""
    return PROTOCOL_NAMES.get(number, str(number))
