"""The two families of IP: how each is named and numbered by the tools, the kernel and the wire."""
from __future__ import annotations

import socket
from dataclasses import dataclass

#: What neighbours, routers and listeners to groups say among themselves: nothing that a case sends.
LINK_TALK = "icmpv6 type { 130-137, 143 }"
#: Of that, what a node says whenever it likes: rules that count packets must not meet it.
UNASKED_TALK = "icmpv6 type { 130-133, 143 }"


@dataclass(frozen=True, eq=False)
class Family:
    """`tools` is how iptables is called, `table` how nft calls the family, `talk` nft rules for what is not traced."""

    name: str
    socket: socket.AddressFamily
    tools: str
    table: str
    ethertype: bytes
    unspecified: str
    loopback: str
    quoted_bytes: int
    talk: str
    sysctls: dict[str, int]

    def pack(self, address: str) -> bytes:
        return socket.inet_pton(self.socket, address)

    def unpack(self, address: bytes) -> str:
        return socket.inet_ntop(self.socket, address)


#: `quoted_bytes`: how much of the refused packet an ICMP error that a case sends quotes: its header and 8 bytes.
#: `sysctls`: what holds unless the case says otherwise. Errors are not rationed, redirects not sent.
IPV4 = Family(
    "IPv4", socket.AF_INET, "iptables", "ip", b"\x08\0", "0.0.0.0", "127.0.0.1", 28, "",
    {
        "ipv4.ip_forward": 1,
        "ipv4.icmp_ratelimit": 0,
        "ipv4.icmp_msgs_per_sec": 1000000,
        "ipv4.icmp_msgs_burst": 1000000,
        "ipv4.conf.all.send_redirects": 0,
        "ipv4.conf.default.send_redirects": 0,
        "ipv4.conf.all.rp_filter": 0,
        "ipv4.conf.default.rp_filter": 0,
        "ipv6.conf.default.disable_ipv6": 1,
    },
)
#: Interfaces get no address by themselves, and none is tried out before it is used. Of a packet's flow label, by which
#: packets are told apart here, nothing is made up.
IPV6 = Family(
    "IPv6", socket.AF_INET6, "ip6tables", "ip6", b"\x86\xdd", "::", "::1", 48, f"{UNASKED_TALK} drop; {LINK_TALK} accept;",
    {
        "ipv6.conf.all.forwarding": 1,
        "ipv6.conf.default.forwarding": 1,
        "ipv6.conf.default.accept_dad": 0,
        "ipv6.conf.default.addr_gen_mode": 1,
        "ipv6.conf.default.router_solicitations": 0,
        "ipv6.icmp.ratelimit": 0,
        "ipv6.auto_flowlabels": 0,
    },
)
FAMILIES = {family.name: family for family in (IPV4, IPV6)}


def family_of(address: str) -> Family:
    """The family of an address as text."""
    return IPV6 if ":" in address else IPV4
