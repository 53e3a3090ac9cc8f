"""Packets as bytes and as the fields that a case names."""
from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

from family import IPV4, IPV6, family_of
from netfilter import (
    ECHO_REPLY,
    ECHO_REPLY_V6,
    ECHO_REQUEST,
    ECHO_REQUEST_V6,
    ECHO_REQUESTS,
    ICMP,
    ICMPV6,
    SCTP,
    TCP,
    TCP_FLAGS,
    UDP,
    protocol_name,
    protocol_number,
)

Fields = dict[str, Any]

#: What a hop or an arrival shows of a packet, in this order.
SHOWN = ("src", "dst", "proto", "sport", "dport", "flags", "ttl", "tos", "type", "code")

#: An ICMP message that is shorter quotes nothing that could be read.
QUOTED_BYTES = 28
ECHOES = {ICMP: (ECHO_REPLY, ECHO_REQUEST), ICMPV6: (ECHO_REPLY_V6, ECHO_REQUEST_V6)}


def checksum(data: bytes) -> int:
    """The internet checksum. Source: RFC 1071."""
    if len(data) & 1:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total & 0xFFFF) + (total >> 16)
    total += total >> 16
    return ~total & 0xFFFF


def build(fields: Fields, ident: int) -> bytes:
    """The packet's bytes. `ident` (1 to 65535) goes into the IP id or the flow label, and shifted by 8 bits into the TCP
    sequence."""
    family = family_of(fields["src"])
    source, destination = family.pack(fields["src"]), family.pack(fields["dst"])
    protocol = protocol_number(fields["proto"])
    payload = b"x" * fields.get("len", 0)
    if "inner" in fields:
        payload = build(fields["inner"], ident)[: family.quoted_bytes]
    header = transport_header(fields, protocol, ident, len(payload))
    blank = header(0) + payload
    pseudo = b"" if protocol == ICMP else source + destination + struct.pack("!II", len(blank), protocol)
    # A UDP checksum of 0 would mean "none"; the others carry a 0 as it is.
    sum_of_transport = checksum(pseudo + blank) or (0xFFFF if protocol == UDP else 0)
    transport = header(sum_of_transport) + payload
    return ip_packet(fields, protocol, ident, transport)


def ip_packet(fields: Fields, protocol: int, ident: int = 0, transport: bytes = b"") -> bytes:
    """The IP header before whatever it carries."""
    family = family_of(fields["src"])
    ip_header = ipv6_header if family is IPV6 else ipv4_header
    addresses = family.pack(fields["src"]) + family.pack(fields["dst"])
    return ip_header(fields, protocol, ident, len(transport)) + addresses + transport


def ipv6_header(fields: Fields, protocol: int, ident: int, payload_bytes: int) -> bytes:
    """All but the addresses."""
    first = 6 << 28 | fields.get("tos", 0) << 20 | ident
    return struct.pack("!IHBB", first, payload_bytes, protocol, fields.get("ttl", 64))


def ipv4_header(fields: Fields, protocol: int, ident: int, payload_bytes: int) -> bytes:
    """All but the addresses, which the checksum counts all the same."""
    addresses = IPV4.pack(fields["src"]) + IPV4.pack(fields["dst"])

    def header(value: int) -> bytes:
        return struct.pack(
            "!BBHHHBBH",
            *(0x45, fields.get("tos", 0), 20 + payload_bytes, ident, 0),
            *(fields.get("ttl", 64), protocol, value),
        )

    return header(checksum(header(0) + addresses))


def transport_header(fields: Fields, protocol: int, ident: int, payload_bytes: int) -> Callable[[int], bytes]:
    """A function from the checksum to the header behind IP. For icmp, sport is the echo id, dport the sequence."""
    ports = fields.get("sport", 0), fields.get("dport", 0)
    if protocol == TCP:
        flags = sum(1 << TCP_FLAGS.index(letter) for letter in fields.get("flags", "S"))
        numbers = ident << 8, fields.get("ack", 0)
        return lambda value: struct.pack("!HHIIBBHHH", *ports, *numbers, 0x50, flags, 64240, value, 0)
    if protocol == UDP:
        return lambda value: struct.pack("!HHHH", *ports, 8 + payload_bytes, value)
    if protocol in ECHO_REQUESTS:
        kind = fields.get("type", ECHO_REQUESTS[protocol]), fields.get("code", 0)
        return lambda value: struct.pack("!BBHHH", *kind, value, *ports)
    return lambda value: struct.pack("!HHI", *ports, 0)


def parse(data: bytes) -> Fields:
    """The fields of a packet, and its IP id or flow label as `id`. An ICMP error gets `inner`, the packet that it quotes."""
    fields, protocol, transport = parse_ipv6(data) if data[0] >> 4 == 6 else parse_ipv4(data)
    if protocol in (TCP, UDP, SCTP) and len(transport) >= 4:
        fields["sport"], fields["dport"] = struct.unpack("!HH", transport[:4])
        if protocol == TCP and len(transport) >= 14:
            fields["flags"] = "".join(letter for bit, letter in enumerate(TCP_FLAGS) if transport[13] >> bit & 1)
            fields["seq"], fields["ack"] = struct.unpack("!II", transport[4:12])
    elif protocol in ECHO_REQUESTS and len(transport) >= 8:
        fields["type"], fields["code"] = transport[0], transport[1]
        if transport[0] in ECHOES[protocol]:
            fields["sport"], fields["dport"] = struct.unpack("!HH", transport[4:8])
        elif is_error(protocol, transport[0]) and len(transport) >= QUOTED_BYTES:
            fields["inner"] = parse(transport[8:])
    return fields


def parse_ipv4(data: bytes) -> tuple[Fields, int, bytes]:
    fields: Fields = {
        "id": data[4] << 8 | data[5],
        "ttl": data[8],
        "tos": data[1],
        "proto": protocol_name(data[9]),
        "src": IPV4.unpack(data[12:16]),
        "dst": IPV4.unpack(data[16:20]),
    }
    return fields, data[9], data[(data[0] & 15) * 4 :]


def parse_ipv6(data: bytes) -> tuple[Fields, int, bytes]:
    first = int.from_bytes(data[:4], "big")
    fields: Fields = {
        "id": first & 0xFFFFF,
        "ttl": data[7],
        "tos": first >> 20 & 0xFF,
        "proto": protocol_name(data[6]),
        "src": IPV6.unpack(data[8:24]),
        "dst": IPV6.unpack(data[24:40]),
    }
    return fields, data[6], data[40:]


def is_error(protocol: int, kind: int) -> bool:
    """Whether an ICMP message quotes a packet: in IPv6 the types below 128 do."""
    return protocol == ICMP or kind < ECHO_REQUEST_V6


def shown(fields: Fields) -> Fields:
    """The part of a packet that a result shows; what a packet does not have is left out."""
    return {name: fields[name] for name in SHOWN if name in fields}
