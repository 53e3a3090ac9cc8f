"""What the kernel logs about packets: one group of nfnetlink_log. Source: linux/netfilter/nfnetlink_log.h."""
from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from typing import NamedTuple

from netlink import NLM_F_ACK, attribute, attributes, message, messages, open_netfilter_socket

NFULNL_MSG_PACKET, NFULNL_MSG_CONFIG = 4 << 8, 4 << 8 | 1
NFULA_CFG_CMD, NFULA_CFG_MODE, NFULA_CFG_NLBUFSIZ, NFULA_CFG_TIMEOUT, NFULA_CFG_QTHRESH = 1, 2, 3, 4, 5
NFULNL_CFG_CMD_BIND, NFULNL_COPY_PACKET = 1, 2
NFULA_PACKET_HDR, NFULA_MARK, NFULA_IN_DEVICE, NFULA_OUT_DEVICE, NFULA_PAYLOAD, NFULA_PREFIX = 1, 2, 4, 5, 9, 10
SO_RCVBUFFORCE = 33

COPIED_BYTES = 160
BUFFER_BYTES = 65536
TIMEOUT_HUNDREDTHS = 100


class Logged(NamedTuple):
    """One logged packet; interfaces by number, 0 where there is none."""

    prefix: str
    hook: int
    mark: int
    in_interface: int
    out_interface: int
    packet: bytes


class NflogGroup:
    """One group, in the network namespace that the process is in when it is made."""

    def __init__(self, group: int, queue_threshold: int) -> None:
        self.socket = open_netfilter_socket()
        self.socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 256 << 20)
        for setting in (
            attribute(NFULA_CFG_CMD, bytes([NFULNL_CFG_CMD_BIND])),
            attribute(NFULA_CFG_MODE, struct.pack("!IBB", COPIED_BYTES, NFULNL_COPY_PACKET, 0)),
            attribute(NFULA_CFG_NLBUFSIZ, struct.pack("!I", BUFFER_BYTES)),
            attribute(NFULA_CFG_QTHRESH, struct.pack("!I", queue_threshold)),
            attribute(NFULA_CFG_TIMEOUT, struct.pack("!I", TIMEOUT_HUNDREDTHS)),
        ):
            self._configure(group, setting)
        self.socket.setblocking(False)

    def _configure(self, group: int, setting: bytes) -> None:
        self.socket.send(message(NFULNL_MSG_CONFIG, NLM_F_ACK, socket.AF_INET, group, setting))
        error = struct.unpack_from("i", self.socket.recv(BUFFER_BYTES), 16)[0]
        if error:
            raise OSError(-error, f"{os.strerror(-error)}: nfnetlink_log group {group}")

    def read(self) -> Iterator[Logged]:
        """Everything that is queued, in the kernel's order."""
        while True:
            try:
                data = self.socket.recv(1 << 17)
            except BlockingIOError:
                return
            for kind, body in messages(data):
                if kind == NFULNL_MSG_PACKET:
                    yield logged(dict(attributes(body)))


def logged(found: dict[int, bytes]) -> Logged:
    def number(kind: int) -> int:
        return struct.unpack("!I", found[kind])[0] if kind in found else 0

    prefix = found.get(NFULA_PREFIX, b"").rstrip(b"\0").decode()
    interfaces = number(NFULA_IN_DEVICE), number(NFULA_OUT_DEVICE)
    return Logged(prefix, found[NFULA_PACKET_HDR][2], number(NFULA_MARK), *interfaces, found.get(NFULA_PAYLOAD, b""))
