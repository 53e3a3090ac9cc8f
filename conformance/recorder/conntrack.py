"""The connection that a packet belongs to, as `conntrack -L -o extended` would show it.

Source: linux/netfilter/nfnetlink_conntrack.h.
"""
from __future__ import annotations

import struct
from typing import Any

from family import IPV4, IPV6, family_of
from netfilter import CONNECTION_FLAGS, ECHO_REQUESTS, TCP, TCP_STATES, protocol_number
from netlink import attribute, attributes, message, messages, nested, open_netfilter_socket
from packet import Fields

IPCTNL_MSG_CT_NEW, IPCTNL_MSG_CT_GET = 1 << 8, 1 << 8 | 1
CTA_TUPLE_ORIG, CTA_TUPLE_REPLY, CTA_STATUS, CTA_PROTOINFO, CTA_MARK = 1, 2, 3, 4, 8
CTA_TUPLE_IP, CTA_TUPLE_PROTO = 1, 2
#: By family, the attributes of source and destination.
CTA_IP = {IPV4: (1, 2), IPV6: (3, 4)}
CTA_PROTO_NUM, CTA_PROTOINFO_TCP, CTA_PROTOINFO_TCP_STATE = 1, 1, 1
#: Attributes of a tuple's transport part, and what a result calls them; ICMPv6 has its own.
TRANSPORT = {"sport": 2, "dport": 3, "id": 4, "type": 5, "code": 6}
TRANSPORT_V6 = {"sport": 2, "dport": 3, "id": 7, "type": 8, "code": 9}

Connection = dict[str, Any]


class ConnectionTable:
    """That of the network namespace that the process is in when it is made."""

    def __init__(self) -> None:
        self.socket = open_netfilter_socket()

    def find(self, packet: Fields) -> Connection | None:
        """The connection that holds the packet's tuple in either direction; None where there is none."""
        self.socket.send(message(IPCTNL_MSG_CT_GET, 0, family_of(packet["src"]).socket, 0, tuple_attribute(packet)))
        kind, body = next(messages(self.socket.recv(65536)))
        if kind != IPCTNL_MSG_CT_NEW:
            return None
        return connection(packet, dict(attributes(body)))


def tuple_attribute(packet: Fields) -> bytes:
    protocol, family = protocol_number(packet["proto"]), family_of(packet["src"])
    kinds = TRANSPORT_V6 if family is IPV6 else TRANSPORT

    def number(kind: str, value: int, form: str = "!H") -> bytes:
        return attribute(kinds[kind], struct.pack(form, value))

    if protocol in ECHO_REQUESTS:
        transport = [
            number("id", packet.get("sport", 0)),
            number("type", packet.get("type", ECHO_REQUESTS[protocol]), "B"),
            number("code", packet.get("code", 0), "B"),
        ]
    else:
        transport = [number("sport", packet.get("sport", 0)), number("dport", packet.get("dport", 0))]
    source, destination = (attribute(kind, family.pack(packet[end])) for kind, end in zip(CTA_IP[family], ("src", "dst")))
    return nested(
        CTA_TUPLE_ORIG,
        nested(CTA_TUPLE_IP, source, destination),
        nested(CTA_TUPLE_PROTO, attribute(CTA_PROTO_NUM, bytes([protocol])), *transport),
    )


def connection(packet: Fields, found: dict[int, bytes]) -> Connection:
    status = int.from_bytes(found[CTA_STATUS], "big")
    entry: Connection = {
        "proto": packet["proto"],
        "state": None,
        "mark": int.from_bytes(found.get(CTA_MARK, b""), "big"),
        "flags": [name for bit, name in CONNECTION_FLAGS if status & bit],
        "orig": tuple_fields(found[CTA_TUPLE_ORIG]),
        "reply": tuple_fields(found[CTA_TUPLE_REPLY]),
    }
    if CTA_PROTOINFO in found and protocol_number(packet["proto"]) == TCP:
        tcp = dict(attributes(dict(attributes(found[CTA_PROTOINFO]))[CTA_PROTOINFO_TCP]))
        entry["state"] = TCP_STATES[tcp[CTA_PROTOINFO_TCP_STATE][0]]
    entry["dir"] = "orig" if is_original(packet, entry["orig"]) else "reply"
    return entry


def tuple_fields(data: bytes) -> Fields:
    parts = dict(attributes(data))
    address, transport = (dict(attributes(parts[kind])) for kind in (CTA_TUPLE_IP, CTA_TUPLE_PROTO))
    family = IPV4 if CTA_IP[IPV4][0] in address else IPV6
    kinds = TRANSPORT_V6 if family is IPV6 else TRANSPORT
    fields: Fields = {end: family.unpack(address[kind]) for kind, end in zip(CTA_IP[family], ("src", "dst"))}
    fields.update({name: int.from_bytes(transport[kind], "big") for name, kind in kinds.items() if kind in transport})
    return fields


def is_original(packet: Fields, original: Fields) -> bool:
    is_same_ends = all(original[end] == packet[end] for end in ("src", "dst"))
    is_same_port = original.get("sport", original.get("id", 0)) == packet.get("sport", 0)
    request = ECHO_REQUESTS.get(protocol_number(packet["proto"]))
    return is_same_ends and is_same_port and original.get("type", request) == packet.get("type", request)
