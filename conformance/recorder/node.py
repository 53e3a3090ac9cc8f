"""One node of a case: a network namespace with TAP interfaces, routes, sysctls, and rules."""
from __future__ import annotations

import fcntl
import ipaddress
import os
import re
import shlex
import socket
import struct
import time
from collections.abc import Callable, Iterator
from typing import Any

from family import IPV4, IPV6, Family
from conntrack import ConnectionTable
from hop import TRACE, Hop, read_hop
from loaded_rules import LoadedRules, as_text, table_names
from namespace import NetworkNamespace, run
from netfilter import SENTINEL, TABLES
from nflog import Logged, NflogGroup
from packet import Fields, ip_packet, parse
from stack_counters import StackCounters

#: Invisible to iptables-save. Sets nf_trace before the rules under test are met (so no TRACE rule shifts them), and
#: logs and drops what was delivered to the node, after everything else in INPUT: no local stack answers by itself.
SIDE_TABLE = """table {table} oracle {{
 chain pre {{ type filter hook prerouting priority -350; {talk} {mark} }}
 chain out {{ type filter hook output priority -350; meta l4proto 253 log group 0 queue-threshold 1 drop; {talk} {mark} }}
 chain in {{ type filter hook input priority 2147483647; {talk} log group 1; drop; }}
}}"""
#: With a rule like this one the kernel tracks connections, whatever the case's own rules ask for.
TRACK_ALWAYS = "table {table} oracle {{ chain keep {{ ct state new accept; }}; }}"

TRACE_GROUP, LOCAL_GROUP = 0, 1
TUNSETIFF, IFF_TAP_NO_PI = 0x400454CA, 0x1002
#: Any port will do: connect() on a UDP socket only asks for a route.
PROBE_PORT = 9
MOST_LOOKS, SECONDS_BETWEEN_LOOKS = 200, 0.01


class Node:
    """`spec` is the case's own; `new_mac` gives addresses that nobody else on its segments has."""

    def __init__(
        self,
        name: str,
        spec: dict[str, Any],
        *,
        family: Family = IPV4,
        trace: bool,
        track: bool,
        new_mac: Callable[[], str],
    ) -> None:
        self.name, self.spec, self.family = name, spec, family
        self.taps: dict[str, int] = {}
        self.mac: dict[str, str] = {}
        self.loaded: set[str] = set()
        self.rules = LoadedRules("", "")
        self.namespace = NetworkNamespace()
        with self.namespace.entered():
            self._prepare(trace, track)
            self._add_interfaces(new_mac)
            self.raw = socket.socket(family.socket, socket.SOCK_RAW, socket.IPPROTO_RAW)
            self.interfaces: dict[int, str] = dict(socket.if_nameindex())
            self.counters = StackCounters(family)

    def _prepare(self, trace: bool, track: bool) -> None:
        # The side table comes first: its INPUT chain then stays behind conntrack's own last step.
        mark = "meta nftrace set 1;" if trace else ""
        table, talk = self.family.table, self.family.talk
        run(["nft", "-f", "-"], SIDE_TABLE.format(table=table, talk=talk, mark=mark))
        if track:
            run(["nft", "-f", "-"], TRACK_ALWAYS.format(table=table))
        with open(f"/proc/sys/net/netfilter/nf_log/{self.family.socket:d}", "w", encoding="ascii") as file:
            file.write("nfnetlink_log")
        self.trace_log, self.local_log = NflogGroup(TRACE_GROUP, 400), NflogGroup(LOCAL_GROUP, 1)
        self.connections = ConnectionTable()
        for key, value in self.family.sysctls.items():
            write_sysctl(key, value)

    def _add_interfaces(self, new_mac: Callable[[], str]) -> None:
        batch = ["link set lo up"]
        for device, written in self.spec["ifaces"].items():
            self.taps[device] = open_tap(device)
            self.mac[device] = new_mac()
            batch.append(f"link set dev {device} address {self.mac[device]} up")
            # An IPv6 address that is being tried out could not be used yet.
            at_once = " nodad" if self.family is IPV6 else ""
            batch += [f"addr add {address} dev {device}{at_once}" for address in written.get("addr", [])]
        batch += [f"route add {route}" for route in self.spec.get("routes", [])]
        run(["ip", *self.ip_family, "-batch", "-"], "\n".join(batch) + "\n")
        if self.family is IPV6:
            wait_for_local_routes(self.spec)
        for key, value in self.spec.get("sysctl", {}).items():
            write_sysctl(re.sub("^net[./]", "", key), value)
        for command in self.spec.get("setup", []):
            run(shlex.split(command))

    @property
    def ip_family(self) -> list[str]:
        """What tells ip(8) the family of routes that name no address; where they do, or nothing is said, it is IPv4."""
        return ["-6"] if self.family is IPV6 else []

    def run(self, command: list[str], text: str | None = None, check: bool = True) -> str:
        """What a command prints inside the node."""
        with self.namespace.entered():
            return run(command, text, check)

    def load(self, rules: str | list[str] | None, ipsets: str | list[str] | None = "", backend: str = "legacy") -> None:
        """Resets everything (rules, counters, recent lists, sets, connections), then loads."""
        rules, ipsets = as_text(rules), as_text(ipsets)
        restore = [f"{self.family.tools}-{backend}-restore", "-w"]
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
        self.rules = LoadedRules(self.run([f"{self.family.tools}-{backend}-save"]), rules)
        self.counters.forget()

    def source_for(self, destination: str) -> str:
        """The source address that connect() would choose; all zero without a route."""
        with self.namespace.entered(), socket.socket(self.family.socket, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((destination, PROBE_PORT))
                return probe.getsockname()[0]
            except OSError:
                return self.family.unspecified

    def send(self, packet: bytes, destination: str, mark: int) -> None:
        """Sends as a local process would. Raises OSError with the sender's errno."""
        self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_MARK, mark)
        self.raw.sendto(packet, (destination, 0))

    def flush_trace(self) -> None:
        """Makes the kernel hand out what it has logged so far; `read_trace` then ends with the sentinel."""
        loopback = self.family.loopback
        sentinel = ip_packet({"src": loopback, "dst": loopback}, SENTINEL)
        try:
            self.raw.sendto(sentinel, (loopback, 0))
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


def wait_for_local_routes(spec: dict[str, Any]) -> None:
    """The kernel finishes IPv6 addresses by and by; until then a packet to one of them would leave by the link."""
    written = [address for interface in spec["ifaces"].values() for address in interface.get("addr", [])]
    wanted = {str(ipaddress.ip_interface(address).ip) for address in written}
    for _ in range(MOST_LOOKS):
        routes = run(["ip", "-6", "route", "show", "table", "local", "type", "local"])
        if wanted <= set(routes.split()):
            return
        time.sleep(SECONDS_BETWEEN_LOOKS)
    raise RuntimeError(f"ip: the addresses {', '.join(sorted(wanted))} are not ready")


def open_tap(device: str) -> int:
    tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TAP_NO_PI))
    return tap


def empty_table(table: str) -> str:
    return f"*{table}\n" + "".join(f":{chain} ACCEPT [0:0]\n" for chain in TABLES[table]) + "COMMIT\n"
