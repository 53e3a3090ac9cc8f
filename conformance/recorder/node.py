"""One node of a case: a network namespace with TAP interfaces, routes, sysctls, and rules."""
from __future__ import annotations

import fcntl
import os
import re
import shlex
import socket
import struct
from collections.abc import Callable, Iterator
from typing import Any

from conntrack import ConnectionTable
from hop import TRACE, Hop, read_hop
from loaded_rules import LoadedRules, as_text, table_names
from namespace import NetworkNamespace, run
from netfilter import SENTINEL, TABLES
from nflog import Logged, NflogGroup
from packet import Fields, parse
from stack_counters import StackCounters

#: Invisible to iptables-save. Sets nf_trace before the rules under test are met (so no TRACE rule shifts them), and
#: logs and drops what was delivered to the node, after everything else in INPUT: no local stack answers by itself.
SIDE_TABLE = """table ip oracle {
 chain pre { type filter hook prerouting priority -350; %s }
 chain out { type filter hook output priority -350; ip protocol 253 log group 0 queue-threshold 1 drop; %s }
 chain in { type filter hook input priority 2147483647; log group 1; drop; }
}"""
#: With a rule like this one the kernel tracks connections, whatever the case's own rules ask for.
TRACK_ALWAYS = "table ip oracle { chain keep { ct state new accept; }; }"

#: What holds unless the case says otherwise. Errors are not rationed, redirects not sent.
SYSCTLS: dict[str, int] = {
    "ipv4.ip_forward": 1,
    "ipv4.icmp_ratelimit": 0,
    "ipv4.icmp_msgs_per_sec": 1000000,
    "ipv4.icmp_msgs_burst": 1000000,
    "ipv4.conf.all.send_redirects": 0,
    "ipv4.conf.default.send_redirects": 0,
    "ipv4.conf.all.rp_filter": 0,
    "ipv4.conf.default.rp_filter": 0,
    "ipv6.conf.default.disable_ipv6": 1,
}

TRACE_GROUP, LOCAL_GROUP = 0, 1
TUNSETIFF, IFF_TAP_NO_PI = 0x400454CA, 0x1002
#: Any port will do: connect() on a UDP socket only asks for a route.
PROBE_PORT = 9


class Node:
    """`spec` is the case's own; `new_mac` gives addresses that nobody else on its segments has."""

    def __init__(self, name: str, spec: dict[str, Any], *, trace: bool, track: bool, new_mac: Callable[[], str]) -> None:
        self.name, self.spec = name, spec
        self.taps: dict[str, int] = {}
        self.mac: dict[str, str] = {}
        self.loaded: set[str] = set()
        self.rules = LoadedRules("", "")
        self.namespace = NetworkNamespace()
        with self.namespace.entered():
            self._prepare(trace, track)
            self._add_interfaces(new_mac)
            self.raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
            self.interfaces: dict[int, str] = dict(socket.if_nameindex())
            self.counters = StackCounters()

    def _prepare(self, trace: bool, track: bool) -> None:
        # The side table comes first: its INPUT chain then stays behind conntrack's own last step.
        mark = "meta nftrace set 1;" if trace else ""
        run(["nft", "-f", "-"], SIDE_TABLE % (mark, mark))
        if track:
            run(["nft", "-f", "-"], TRACK_ALWAYS)
        with open("/proc/sys/net/netfilter/nf_log/2", "w", encoding="ascii") as file:
            file.write("nfnetlink_log")
        self.trace_log, self.local_log = NflogGroup(TRACE_GROUP, 400), NflogGroup(LOCAL_GROUP, 1)
        self.connections = ConnectionTable()
        for key, value in SYSCTLS.items():
            write_sysctl(key, value)

    def _add_interfaces(self, new_mac: Callable[[], str]) -> None:
        batch = ["link set lo up"]
        for device, written in self.spec["ifaces"].items():
            self.taps[device] = open_tap(device)
            self.mac[device] = new_mac()
            batch.append(f"link set dev {device} address {self.mac[device]} up")
            batch += [f"addr add {address} dev {device}" for address in written.get("addr", [])]
        batch += [f"route add {route}" for route in self.spec.get("routes", [])]
        run(["ip", "-batch", "-"], "\n".join(batch) + "\n")
        for key, value in self.spec.get("sysctl", {}).items():
            write_sysctl(re.sub("^net[./]", "", key), value)
        for command in self.spec.get("setup", []):
            run(shlex.split(command))

    def run(self, command: list[str], text: str | None = None, check: bool = True) -> str:
        """What a command prints inside the node."""
        with self.namespace.entered():
            return run(command, text, check)

    def load(self, rules: str | list[str] | None, ipsets: str | list[str] | None = "", backend: str = "legacy") -> None:
        """Resets everything (rules, counters, recent lists, sets, connections), then loads."""
        rules, ipsets = as_text(rules), as_text(ipsets)
        restore = [f"iptables-{backend}-restore", "-w"]
        if self.loaded:  # Emptied first: that forgets recent lists, and that rules hold on to sets.
            self.run(restore, "".join(empty_table(table) for table in self.loaded))
            self.run(["conntrack", "-F"], check=False)
        if ipsets or self.loaded:
            self.run(["ipset", "destroy"], check=False)
        if ipsets:
            self.run(["ipset", "restore"], ipsets)
        self.loaded |= set(table_names(rules))
        if rules:
            self.run(restore, rules)
        self.rules = LoadedRules(self.run([f"iptables-{backend}-save"]), rules)
        self.counters.forget()

    def source_for(self, destination: str) -> str:
        """The source address that connect() would choose; 0.0.0.0 without a route."""
        with self.namespace.entered(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((destination, PROBE_PORT))
                return probe.getsockname()[0]
            except OSError:
                return "0.0.0.0"

    def send(self, packet: bytes, destination: str, mark: int) -> None:
        """Sends as a local process would. Raises OSError with the sender's errno."""
        self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, mark)
        self.raw.sendto(packet, (destination, 0))

    def flush_trace(self) -> None:
        """Makes the kernel hand out what it has logged so far; `read_trace` then ends with the sentinel."""
        loopback = socket.inet_aton("127.0.0.1")
        header = (0x45, 0, 20, 0, 0, 64, SENTINEL, 0, loopback, loopback)
        try:
            self.raw.sendto(struct.pack("!BBHHHBBH4s4s", *header), ("127.0.0.1", 0))
        except PermissionError:
            pass  # The side table logs it, which flushes the log, and then drops it.

    def read_trace(self) -> Iterator[tuple[Fields, Hop | None]]:
        """Each traced packet with its hop; no hop for what is not a line of iptables, the sentinel among them."""
        for logged in self.trace_log.read():
            if not logged.packet:
                continue
            packet = parse(logged.packet)
            if not logged.prefix.startswith(TRACE):
                yield packet, None
                continue
            hop = self.read_hop(logged, packet)
            if hop is not None:
                yield packet, hop

    def read_hop(self, logged: Logged, packet: Fields) -> Hop | None:
        """The hop that a traced packet tells of."""
        return read_hop(self.name, self.rules, self.interfaces, logged, packet)


def write_sysctl(key: str, value: int | str) -> None:
    """A key with a slash is taken as it is: an interface's name may hold a dot."""
    path = key if "/" in key else key.replace(".", "/")
    with open(f"/proc/sys/net/{path}", "w", encoding="ascii") as file:
        file.write(str(value))


def open_tap(device: str) -> int:
    tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TAP_NO_PI))
    return tap


def empty_table(table: str) -> str:
    return f"*{table}\n" + "".join(f":{chain} ACCEPT [0:0]\n" for chain in TABLES[table]) + "COMMIT\n"
