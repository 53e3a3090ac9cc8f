"""One packet from its sender to its end."""
from __future__ import annotations

import errno
import os
from typing import Any

from netfilter import SENTINEL
from nflog import Logged
from node import Node
from packet import Fields, build, parse, shown
from segments import ARP, Segments, asked_for, asked_for_in_ipv6, frame, is_link_talk

Turn = dict[str, Any]

MOST_FRAME_BYTES = 4096


class Sender:
    """Sends packets one after the other and notes where each came out. Packets are told apart by their IP id or flow label."""

    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self.ident = 0
        self.turn: Turn = {}

    def send(self, who: str, fields: Fields) -> Turn:
        """Sends a packet from a host or a node; its turn, hops not yet among it."""
        self.ident = self.ident % 65535 + 1
        nodes, hosts = self.segments.nodes, self.segments.hosts
        fields.setdefault("src", nodes[who].source_for(fields["dst"]) if who in nodes else hosts[who].addresses[0])
        self.turn = {
            **{"id": self.ident, "from": who, "sent": fields},
            **{"path": [], "hops": [], "arrived": [], "made": [], "wire": []},
        }
        packet = build(fields, self.ident)
        if who in nodes:
            self._send_from_node(nodes[who], fields, packet)
        else:
            self._send_from_host(who, fields, packet)
        self._carry()
        return self.turn

    def _send_from_node(self, node: Node, fields: Fields, packet: bytes) -> None:
        self.turn["path"] = [node.name]
        try:
            node.send(packet, fields["dst"], fields.get("mark", 0))
        except OSError as error:
            self.turn["send_error"] = errno.errorcode[error.errno or 0]

    def _send_from_host(self, who: str, fields: Fields, packet: bytes) -> None:
        host = self.segments.hosts[who]
        gateway = self.segments.gateway_for(host, fields["dst"])
        self.turn["path"] = [gateway.owner]
        tap = self.segments.nodes[gateway.owner].taps[gateway.device]
        os.write(tap, frame(gateway.mac, host.mac, packet))

    def _carry(self) -> None:
        """Takes what came out of every TAP to its owner until nothing moves."""
        has_moved = True
        while has_moved:
            has_moved = False
            for tap in self.segments.taps:
                while (data := read_frame(tap)) is not None:
                    has_moved = True
                    self._take_frame(tap, data)
            for node in self.segments.nodes.values():
                for logged in node.local_log.read():
                    has_moved = True
                    self._note(parse(logged.packet), delivered_at(node, logged))

    def _take_frame(self, tap: int, data: bytes) -> None:
        node, device, segment = self.segments.taps[tap]
        kind, packet = data[12:14], data[14:]
        if kind == ARP:
            self.turn["arrived"].append({"arp_for": asked_for(data), "node": node.name, "dev": device})
        if kind != node.family.ethertype:
            return
        if is_link_talk(packet):
            if (address := asked_for_in_ipv6(packet)) is not None:
                self.turn["arrived"].append({"arp_for": address, "node": node.name, "dev": device})
            return
        owner = self.segments.owner_of(segment, data[:6].hex(":"))
        if owner is None or not owner.is_node:
            where = {"at": owner and owner.owner, "net": segment, "node": node.name, "dev": device}
            self._note(parse(packet), where)
            return
        if owner.owner not in self.turn["path"]:
            self.turn["path"].append(owner.owner)
        self.turn["wire"].append(parse(packet))
        os.write(self.segments.nodes[owner.owner].taps[owner.device], data)

    def _note(self, packet: Fields, where: Fields) -> None:
        record = {**where, **shown(packet), "id": packet["id"]}
        if packet.get("inner"):
            record["inner"] = shown(packet["inner"])
        if packet.get("seq"):
            record["seq"] = packet["seq"]
        self.turn["arrived" if packet["id"] == self.turn["id"] else "made"].append(record)

    def collect_hops(self, turns: list[Turn]) -> None:
        """Hands each hop that the kernel logged to the turn of its packet, or of the packet that caused it."""
        by_id = {turn["id"]: turn for turn in turns}
        for node in self.segments.nodes.values():
            node.flush_trace()
            current: Turn | None = None
            is_flushed = False
            while not is_flushed:
                for packet, hop in node.read_trace():
                    if packet["proto"] == str(SENTINEL):
                        is_flushed = True
                    elif hop is not None:
                        current = give_hop(by_id, current, packet, hop)


def give_hop(by_id: dict[int, Turn], current: Turn | None, packet: Fields, hop: Fields) -> Turn | None:
    """Gives a hop away; returns the turn whose packet was on its way last, which may have caused what follows."""
    turn = by_id.get(packet["id"])
    # An ICMP error that the node makes may carry the id of what it quotes; one that the case sends is itself.
    if turn is not None and ("inner" in packet) <= ("inner" in turn["sent"]):
        turn["hops"].append(hop)
        return turn
    cause = by_id.get(packet.get("inner", {}).get("id"), current)
    if cause is not None:
        cause.setdefault("made_hops", []).append(hop)
    return current


def read_frame(tap: int) -> bytes | None:
    try:
        return os.read(tap, MOST_FRAME_BYTES)
    except BlockingIOError:
        return None


def delivered_at(node: Node, logged: Logged) -> Fields:
    return {"at": node.name, "local": True, "in": node.interfaces.get(logged.in_interface), "mark": logged.mark}
