"""One random match of a rule."""
from __future__ import annotations

from collections.abc import Callable
from random import Random

from random_topology import ADDRESSES, PORTS, PREFIXES

#: Matches that every ruleset may have, and those that only full ones do. More often named is more often drawn.
BASIC = ["src", "dst", "dst", "proto", "tcp", "tcp", "udp", "mark", "iface"]
FULL = [
    *("multiport", "multiport", "ctstate", "ctstate", "addrtype", "addrtype", "flags", "icmp", "set", "set"),
    *("nth", "connmark", "iprange", "comment", "ttl", "length", "recent", "pkttype", "ctdir", "state", "dscp"),
]
#: In raw nothing is tracked yet.
NEEDS_CONNECTION = ("ctstate", "ctdir", "connmark", "state")
#: A rule names one protocol at most.
NAMES_PROTOCOL = ("proto", "tcp", "udp", "multiport", "flags", "icmp")

STATES = ["NEW", "ESTABLISHED", "RELATED", "INVALID", "UNTRACKED"]
TCP_FLAG_TESTS = ["FIN,SYN,RST,ACK SYN", "SYN,ACK SYN,ACK", "ACK ACK", "RST RST", "SYN,RST NONE"]
MARKS = ["0x1", "0x0", "0x4000/0x4000", "0x1/0x1", "0x0/0xff", "0x8000/0x8000"]
CONNECTION_MARKS = ["0x1", "0x0", "0x2/0x2", "0x10/0xf0"]
INTERFACES = ["eth0", "eth1", "vethA", "vethB", "veth+", "lo"]
SET_TESTS = [
    *(("hosts", "src"), ("hosts", "dst"), ("nets", "dst"), ("nets", "src")),
    *(("svc", "dst,dst"), ("svc", "src,src"), ("ports", "dst")),
]
ADDRESS_RANGES = ["10.0.0.10-10.0.0.20", "10.244.1.0-10.244.1.2", "10.96.0.0-10.96.0.10"]
RECENT = ["--set", "--set", "--rcheck", "--update", "--remove", "--rcheck --seconds 600 --reap", "--rcheck --hitcount 2"]


class RandomMatch:
    """Draws matches from a generator; the order of the draws is part of what a seed stands for."""

    def __init__(self, random: Random, full: bool) -> None:
        self.random = random
        self.kinds = BASIC + FULL if full else BASIC
        self.makers: dict[str, Callable[[str | None], str]] = {
            "src": lambda _: f"{self.negation()}-s {self.address()}",
            "dst": lambda _: f"{self.negation()}-d {self.address()}",
            "proto": lambda _: f"{self.negation()}-p {self.random.choice(['tcp', 'udp', 'icmp'])}",
            "tcp": lambda _: self.port_of("tcp"),
            "udp": lambda _: self.port_of("udp"),
            "multiport": lambda _: self.multiport(),
            "flags": lambda _: f"-p tcp -m tcp {self.negation()}--tcp-flags {self.random.choice(TCP_FLAG_TESTS)}",
            "icmp": lambda _: f"-p icmp -m icmp {self.negation()}--icmp-type {self.one('8', '0', '3', '3/3', 'any')}",
            "mark": lambda _: f"-m mark {self.negation()}--mark {self.random.choice(MARKS)}",
            "connmark": lambda _: f"-m connmark {self.negation()}--mark {self.random.choice(CONNECTION_MARKS)}",
            "iface": self.interface,
            "ctstate": lambda _: f"-m conntrack {self.negation()}--ctstate {self.some([*STATES, 'DNAT', 'SNAT'], 3)}",
            "state": lambda _: f"-m state {self.negation()}--state {self.some(STATES, 2)}",
            "ctdir": lambda _: self.connection_end(),
            "addrtype": lambda _: self.address_type(),
            "set": lambda _: self.ipset(),
            "nth": lambda _: self.nth(),
            "iprange": lambda _: self.address_range(),
            "comment": lambda _: f'-m comment --comment "{self.one("plain", "with space", "default/web:http")}"',
            "ttl": lambda _: f"-m ttl --ttl-{self.one('eq', 'lt', 'gt')} {self.one(63, 64, 60)}",
            "length": lambda _: f"-m length {self.negation()}--length {self.one('28', '40', '0:40', '41:100')}",
            "dscp": lambda _: f"-m dscp {self.negation()}--dscp 0x{self.one(0, 10):02x}",
            "pkttype": lambda _: f"-m pkttype {self.negation()}--pkt-type {self.one('host', 'unicast', 'broadcast')}",
            "recent": lambda _: self.recent(),
        }

    def draw(self, table: str, hook: str | None, taken: set[str]) -> str:
        """A match, or nothing where the rule has one of that kind already; `hook` is None in a user chain."""
        kind = self.random.choice(self.kinds)
        if kind in NEEDS_CONNECTION and table == "raw":
            kind = "dst"
        if kind in taken:
            return ""
        taken.add(kind)
        if kind in NAMES_PROTOCOL:
            if "protocol" in taken:
                return ""
            taken.add("protocol")
        return self.makers[kind](hook)

    def one(self, *choices: str | int) -> str | int:
        return self.random.choice(choices)

    def some(self, choices: list[str], most: int) -> str:
        return ",".join(self.random.sample(choices, self.random.randint(1, most)))

    def negation(self) -> str:
        return "! " if self.random.random() < 0.2 else ""

    def address(self) -> str:
        return self.random.choice(PREFIXES) if self.random.random() < 0.5 else self.random.choice(ADDRESSES) + "/32"

    def port_of(self, protocol: str) -> str:
        negation, option = self.negation(), self.random.choice(["--dport"] * 4 + ["--sport"])
        single = str(self.random.choice(PORTS))
        port = self.random.choice([single] * 4 + ["1:1023", "8000:9000", "30000:32767", ":100", "1024:"])
        return f"-p {protocol} -m {protocol} {negation}{option} {port}"

    def multiport(self) -> str:
        ports = sorted(self.random.sample(PORTS, self.random.randint(1, 3)))
        listed = ",".join(str(port) for port in ports) + self.random.choice(["", ",8000:8090"])
        protocol, negation = self.random.choice(["tcp", "udp"]), self.negation()
        return f"-p {protocol} -m multiport {negation}{self.one('--dports', '--dports', '--sports', '--ports')} {listed}"

    def interface(self, hook: str | None) -> str:
        comes_in = hook in (None, "PREROUTING", "INPUT", "FORWARD")
        goes_out = hook in (None, "FORWARD", "OUTPUT", "POSTROUTING")
        option = ["-i"] * comes_in + ["-o"] * goes_out
        return f"{self.negation()}{self.random.choice(option)} {self.random.choice(INTERFACES)}"

    def connection_end(self) -> str:
        choices = [
            "-m conntrack --ctdir ORIGINAL",
            "-m conntrack --ctdir REPLY",
            f"-m conntrack {self.negation()}--ctorigdst {self.address()}",
            f"-m conntrack {self.negation()}--ctreplsrc {self.address()}",
            "-m conntrack --ctorigdstport 80",
        ]
        return self.random.choice(choices)

    def address_type(self) -> str:
        kind = self.random.choice(["LOCAL", "UNICAST", "LOCAL", "BROADCAST"])
        return f"-m addrtype {self.negation()}{self.one('--dst-type', '--dst-type', '--src-type')} {kind}"

    def ipset(self) -> str:
        name, fields = self.random.choice(SET_TESTS)
        return f"-m set {self.negation()}--match-set {name} {fields}"

    def nth(self) -> str:
        every = self.random.randint(1, 4)
        return f"-m statistic --mode nth --every {every} --packet {self.random.randrange(every)}"

    def address_range(self) -> str:
        negation, end = self.negation(), self.random.choice(["src", "dst"])
        return f"-m iprange {negation}--{end}-range {self.random.choice(ADDRESS_RANGES)}"

    def recent(self) -> str:
        how = self.random.choice(RECENT)
        negation = self.negation() if how == "--rcheck" else ""
        name = self.random.randint(1, 2)
        return f"-m recent {negation}{how} --name L{name} {self.random.choice(['--rsource', '--rdest'])}"
