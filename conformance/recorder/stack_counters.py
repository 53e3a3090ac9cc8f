"""The kernel's counters that explain a packet which was lost without any rule."""
from __future__ import annotations

import os

from family import IPV6, Family

#: In /proc/net/snmp and /proc/net/netstat.
COUNTERS = {
    *("InHdrErrors", "InAddrErrors", "InDiscards", "OutDiscards", "OutNoRoutes", "InNoRoutes"),
    *("IPReversePathFilter", "InUnknownProtos", "InTruncatedPkts"),
}
#: In /proc/net/snmp6. Others are counted for too many reasons to tell one.
COUNTERS_V6 = {"Ip6InNoRoutes", "Ip6OutNoRoutes"}
#: In /proc/net/stat/rt_cache, one row a CPU.
ROUTE_COUNTERS = {"in_martian_src", "in_martian_dst", "in_no_route", "out_no_route"}

#: What a counter says about a loss; the first that moved decides.
REASONS: dict[str, str] = {
    "IPReversePathFilter": "rp_filter",
    "InAddrErrors": "forwarding off",
    "in_martian_src": "martian source",
    "in_martian_dst": "martian destination",
    "InNoRoutes": "no route",
    "OutNoRoutes": "no route",
    "in_no_route": "no route",
    "out_no_route": "no route",
    "Ip6InNoRoutes": "no route",
    "Ip6OutNoRoutes": "no route",
}


class StackCounters:
    """Those of the network namespace that the process is in when it is made."""

    def __init__(self, family: Family) -> None:
        self.reads = self.read_ipv6 if family is IPV6 else self.read_ipv4
        names = ("snmp6",) if family is IPV6 else ("snmp", "netstat", "stat/rt_cache")
        self.files = [os.open(f"/proc/self/net/{name}", os.O_RDONLY) for name in names]
        self.last = self.read()

    def read(self) -> dict[str, int]:
        """All of them, from the beginning on."""
        return self.reads()

    def read_ipv6(self) -> dict[str, int]:
        values = (line.split() for line in text_of(self.files[0]))
        return {name: int(value) for name, value in values if name in COUNTERS_V6}

    def read_ipv4(self) -> dict[str, int]:
        counters: dict[str, int] = {}
        for file in self.files[:2]:
            lines = text_of(file)
            for heads, values in zip(lines[::2], lines[1::2]):
                for name, value in zip(heads.split()[1:], values.split()[1:]):
                    if name in COUNTERS:
                        counters[name] = int(value)
        heads, *rows = [line.split() for line in text_of(self.files[2])]
        for column, name in enumerate(heads):
            if name in ROUTE_COUNTERS:
                counters[name] = sum(int(row[column], 16) for row in rows)
        return counters

    def moved(self) -> dict[str, int]:
        """By how much each grew since the last time; those that stood still are left out."""
        before, self.last = self.last, self.read()
        return {name: value - before.get(name, 0) for name, value in self.last.items() if value != before.get(name, 0)}

    def forget(self) -> None:
        """What has moved until now explains nothing that comes."""
        self.last = self.read()


def text_of(file: int) -> list[str]:
    return os.pread(file, 1 << 16, 0).decode().splitlines()
