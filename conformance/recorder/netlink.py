"""Netlink messages of netfilter's subsystems: attributes in, attributes out. Source: RFC 3549, linux/netlink.h."""
from __future__ import annotations

import socket
import struct
from collections.abc import Iterator

NETLINK_NETFILTER = 12
NLM_F_REQUEST, NLM_F_ACK = 1, 4
NLA_F_NESTED = 0x8000
NLA_TYPE_MASK = 0x3FFF
HEADER_BYTES, NETFILTER_HEADER_BYTES = 16, 4


def open_netfilter_socket() -> socket.socket:
    """A netlink socket of the network namespace that the process is in right now."""
    opened = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
    opened.bind((0, 0))
    return opened


def attribute(kind: int, payload: bytes) -> bytes:
    """One attribute, padded to four bytes."""
    length = 4 + len(payload)
    return struct.pack("HH", length, kind) + payload + b"\0" * (-length & 3)


def nested(kind: int, *inner: bytes) -> bytes:
    """An attribute made of attributes."""
    return attribute(kind | NLA_F_NESTED, b"".join(inner))


def attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and payload of each attribute; stops where the bytes make no sense any more."""
    at = 0
    while at + 4 <= len(data):
        length, kind = struct.unpack_from("HH", data, at)
        if length < 4:
            return
        yield kind & NLA_TYPE_MASK, data[at + 4 : at + length]
        at += length + 3 & ~3


def messages(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Type and attributes of each message in what a netfilter socket gave."""
    at, skipped = 0, HEADER_BYTES + NETFILTER_HEADER_BYTES
    while at + HEADER_BYTES <= len(data):
        length, kind = struct.unpack_from("IH", data, at)
        if length < HEADER_BYTES:
            return
        yield kind, data[at + skipped : at + length]
        at += length + 3 & ~3


def message(kind: int, flags: int, family: int, resource: int, *payload: bytes) -> bytes:
    """One request to a netfilter subsystem; `kind` holds the subsystem in its upper byte."""
    body = struct.pack("!BBH", family, 0, resource) + b"".join(payload)
    return struct.pack("IHHII", HEADER_BYTES + len(body), kind, flags | NLM_F_REQUEST, 1, 0) + body
