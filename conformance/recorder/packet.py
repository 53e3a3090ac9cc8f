"""IPv4 packets as bytes and as the fields that a case names."""
from __future__ import annotations

import socket
import struct
from collections.abc import Callable
from typing import Any

from netfilter import ECHO_REPLY, ECHO_REQUEST, ICMP, SCTP, TCP, TCP_FLAGS, UDP, protocol_name, protocol_number

Fields = dict[str, Any]

#: What a hop or an arrival shows of a packet, in this order.
SHOWN = ("src", "dst", "proto", "sport", "dport", "flags", "ttl", "tos", "type", "code")

#: How much of the refused packet an ICMP error quotes: its header and 8 bytes.
QUOTED_BYTES = 28


def checksum(data: bytes) -> int:
    """The internet checksum. Source: RFC 1071."""
    if len(data) & 1:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total & 0xFFFF) + (total >> 16)
    total += total >> 16
    return ~total & 0xFFFF


def build(fields: Fields, ident: int) -> bytes:
    """The packet's bytes. `ident` (1 to 65535) goes into the IP id, and shifted by 8 bits into the TCP sequence."""
    source, destination = socket.inet_aton(fields["src"]), socket.inet_aton(fields["dst"])
    protocol = protocol_number(fields["proto"])
    payload = b"x" * fields.get("len", 0)
    if "inner" in fields:
        payload = build(fields["inner"], ident)[:QUOTED_BYTES]
    header = transport_header(fields, protocol, ident, len(payload))
    blank = header(0) + payload
    pseudo = b"" if protocol == ICMP else source + destination + struct.pack("!HH", protocol, len(blank))
    # A UDP checksum of 0 would mean "none"; the others carry a 0 as it is.
    sum_of_transport = checksum(pseudo + blank) or (0xFFFF if protocol == UDP else 0)
    transport = header(sum_of_transport) + payload

    def ip_header(value: int) -> bytes:
        return struct.pack(
            "!BBHHHBBH4s4s",
            *(0x45, fields.get("tos", 0), 20 + len(transport), ident, 0),
            *(fields.get("ttl", 64), protocol, value, source, destination),
        )

    return ip_header(checksum(ip_header(0))) + transport


def transport_header(fields: Fields, protocol: int, ident: int, payload_bytes: int) -> Callable[[int], bytes]:
    """A function from the checksum to the header behind IP. For icmp, sport is the echo id, dport the sequence."""
    ports = fields.get("sport", 0), fields.get("dport", 0)
    if protocol == TCP:
        flags = sum(1 << TCP_FLAGS.index(letter) for letter in fields.get("flags", "S"))
        numbers = ident << 8, fields.get("ack", 0)
        return lambda value: struct.pack("!HHIIBBHHH", *ports, *numbers, 0x50, flags, 64240, value, 0)
    if protocol == UDP:
        return lambda value: struct.pack("!HHHH", *ports, 8 + payload_bytes, value)
    if protocol == ICMP:
        kind = fields.get("type", ECHO_REQUEST), fields.get("code", 0)
        return lambda value: struct.pack("!BBHHH", *kind, value, *ports)
    return lambda value: struct.pack("!HHI", *ports, 0)


def parse(data: bytes) -> Fields:
    """The fields of a packet, and its IP id as `id`. An ICMP error gets `inner`, the packet that it quotes."""
    protocol = data[9]
    fields: Fields = {
        "id": data[4] << 8 | data[5],
        "ttl": data[8],
        "tos": data[1],
        "proto": protocol_name(protocol),
        "src": socket.inet_ntoa(data[12:16]),
        "dst": socket.inet_ntoa(data[16:20]),
    }
    transport = data[(data[0] & 15) * 4 :]
    if protocol in (TCP, UDP, SCTP) and len(transport) >= 4:
        fields["sport"], fields["dport"] = struct.unpack("!HH", transport[:4])
        if protocol == TCP and len(transport) >= 14:
            fields["flags"] = "".join(letter for bit, letter in enumerate(TCP_FLAGS) if transport[13] >> bit & 1)
            fields["seq"], fields["ack"] = struct.unpack("!II", transport[4:12])
    elif protocol == ICMP and len(transport) >= 8:
        fields["type"], fields["code"] = transport[0], transport[1]
        if transport[0] in (ECHO_REPLY, ECHO_REQUEST):
            fields["sport"], fields["dport"] = struct.unpack("!HH", transport[4:8])
        elif len(transport) >= QUOTED_BYTES:
            fields["inner"] = parse(transport[8:])
    return fields


def shown(fields: Fields) -> Fields:
    """The part of a packet that a result shows; what a packet does not have is left out."""
    return {name: fields[name] for name in SHOWN if name in fields}
