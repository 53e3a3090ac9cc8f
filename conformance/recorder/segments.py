"""What hangs together: the nodes of a case, and the hosts that the recorder plays behind their interfaces."""
from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Any

from family import FAMILIES, IPV4, IPV6
from netfilter import ICMPV6
from node import Node

ARP = b"\x08\x06"
NEIGHBOUR_SOLICITATION = 135
LINK_TALK_TYPES = {*range(130, 138), 143}


@dataclass(frozen=True)
class Member:
    """Somebody on a segment: a node by one of its interfaces, or a host (then `device` is empty)."""

    mac: str
    addresses: list[str]
    owner: str
    device: str = ""

    @property
    def is_node(self) -> bool:
        return self.device != ""


@dataclass(frozen=True)
class Host:
    """A pod, client or router without rules of its own."""

    segment: str
    mac: str
    addresses: list[str]
    gateway: str | None


class Segments:
    """Every packet is done when the write() that sent it returns: neighbours are permanent, nobody asks by ARP."""

    def __init__(self, case: dict[str, Any], trace: bool = True) -> None:
        self.macs = 0
        specs: dict[str, Any] = case.get("nodes") or {"node": case["node"]}
        track = case.get("conntrack", "on") == "on"
        self.family = FAMILIES[case.get("family", "IPv4")]
        self.nodes = {
            name: Node(name, spec, family=self.family, trace=trace, track=track, new_mac=self.new_mac)
            for name, spec in specs.items()
        }
        self.members: dict[str, list[Member]] = {}
        #: By the TAP's file: node, interface, segment.
        self.taps: dict[int, tuple[Node, str, str]] = {}
        for node in self.nodes.values():
            self._join(node)
        self.hosts = {name: self._add_host(name, written) for name, written in case["hosts"].items()}
        for node in self.nodes.values():
            self._introduce(node)

    def new_mac(self) -> str:
        """Locally administered, one more each time."""
        self.macs += 1
        return f"02:00:00:00:{self.macs >> 8:02x}:{self.macs & 255:02x}"

    def _join(self, node: Node) -> None:
        for device, written in node.spec["ifaces"].items():
            segment = segment_of(node, device)
            addresses = [address.split("/")[0] for address in written.get("addr", [])]
            self.members.setdefault(segment, []).append(Member(node.mac[device], addresses, node.name, device))
            self.taps[node.taps[device]] = (node, device, segment)

    def _add_host(self, name: str, written: dict[str, Any]) -> Host:
        addresses = written["addr"] if isinstance(written["addr"], list) else [written["addr"]]
        segment = written["net"] if written["net"] in self.members else f"{next(iter(self.nodes))}/{written['net']}"
        host = Host(segment, self.new_mac(), addresses, written.get("gw"))
        self.members[segment].append(Member(host.mac, addresses, name))
        return host

    def _introduce(self, node: Node) -> None:
        batch = [
            f"neigh replace {address} lladdr {member.mac} dev {device} nud permanent"
            for device in node.spec["ifaces"]
            for member in self.members[segment_of(node, device)]
            if (member.owner, member.device) != (node.name, device)
            for address in member.addresses
        ]
        if batch:
            node.run(["ip", *node.ip_family, "-batch", "-"], "\n".join(batch) + "\n")

    def gateway_for(self, host: Host, destination: str) -> Member:
        """The node that owns the destination if it is on the segment, else the host's gateway, else the first."""
        nodes = [member for member in self.members[host.segment] if member.is_node]
        owner = next((member for member in nodes if destination in member.addresses), None)
        chosen = next((member for member in nodes if host.gateway in (member.owner, *member.addresses)), None)
        return owner or chosen or nodes[0]

    def owner_of(self, segment: str, mac: str) -> Member | None:
        """Who a frame is for."""
        return next((member for member in self.members[segment] if member.mac == mac), None)


def segment_of(node: Node, device: str) -> str:
    """The name that the case gave, or `node/interface`."""
    return node.spec["ifaces"][device].get("net", f"{node.name}/{device}")


def frame(destination_mac: str, source_mac: str, packet: bytes) -> bytes:
    """An ethernet frame with an IP packet in it."""
    ethertype = IPV6.ethertype if packet[0] >> 4 == 6 else IPV4.ethertype
    return bytes.fromhex((destination_mac + source_mac).replace(":", "")) + ethertype + packet


def asked_for(arp_frame: bytes) -> str:
    """The address that an ARP request asks for."""
    return socket.inet_ntoa(arp_frame[38:42])


def is_link_talk(packet: bytes) -> bool:
    """Whether a packet is what neighbours, routers and listeners of IPv6 say among themselves."""
    if packet[0] >> 4 != 6:
        return False
    # Reports of listeners carry a hop-by-hop option before the ICMP header.
    at, protocol = (48, packet[40]) if packet[6] == 0 else (40, packet[6])
    return protocol == ICMPV6 and len(packet) > at and packet[at] in LINK_TALK_TYPES


def asked_for_in_ipv6(packet: bytes) -> str | None:
    """The address that a neighbour solicitation asks for."""
    is_asking = packet[6] == ICMPV6 and packet[40] == NEIGHBOUR_SOLICITATION
    return IPV6.unpack(packet[48:64]) if is_asking else None
