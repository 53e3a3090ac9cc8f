"""Random rulesets."""
from __future__ import annotations

from random import Random

from netfilter import TABLES
from random_match import RandomMatch
from random_topology import HOST_ADDRESSES, NODE_ADDRESSES

REJECT_WITH = [
    *("", " --reject-with icmp-host-prohibited", " --reject-with icmp-admin-prohibited"),
    " --reject-with icmp-port-unreachable",
]
XMARKS = [(0x4000, 0x4000), (1, 0xFFFFFFFF), (0, 0xFF), (0x8000, 0x8000), (3, 1), (0xF0, 0)]
MARK_OTHERWISE = ["--or-mark 0x2", "--and-mark 0xff", "--xor-mark 0x1", "--set-mark 0x1/0x3"]
CONNMARK = [
    *("--save-mark", "--restore-mark", "--save-mark --nfmask 0xff --ctmask 0xff"),
    *("--restore-mark --nfmask 0x1 --ctmask 0xf", "--set-xmark 0x2/0x2", "--set-mark 0x10"),
]
TTL = ["--ttl-set 60", "--ttl-dec 1", "--ttl-inc 1"]
NEW_DESTINATIONS = [address + port for address in [*HOST_ADDRESSES.values(), *NODE_ADDRESSES] for port in (":8080", ":80")]
NEW_SOURCES = ["10.0.0.11", "10.0.0.10", "172.16.0.1", "192.0.2.9"]
FIXED_ARGUMENTS = {
    "NOTRACK": "-j CT --notrack",
    "DSCP": "-j DSCP --set-dscp 0x0a",
    "REDIRECT": "-j REDIRECT --to-ports 8080",
    "NETMAP": "-j NETMAP --to 10.244.1.0/30",
}


class RandomRules:
    """Draws rulesets; the order of the draws is part of what a seed stands for."""

    def __init__(self, random: Random, full: bool) -> None:
        self.random, self.full = random, full
        self.match = RandomMatch(random, full)

    def draw(self) -> list[str]:
        """A ruleset as lines of iptables-save: always nat, mostly filter, raw and mangle now and then."""
        lines: list[str] = []
        for table in ("raw", "mangle", "nat", "filter"):
            if table == "nat" or self.random.random() < (0.45 if table in ("raw", "mangle") else 0.9):
                lines += self.table(table)
        return lines

    def table(self, table: str) -> list[str]:
        hooks = TABLES[table]
        heads: list[str] = []
        for hook in hooks:
            may_drop = table in ("filter", "mangle") and self.random.random() < 0.06
            heads.append(f":{hook} {'DROP' if may_drop else 'ACCEPT'} [0:0]")
        rules: list[str] = []
        for end, group in groups_of(table):
            users = [f"{self.random.choice(['KUBE', 'USR', 'x'])}-{end.upper()}-{n}" for n in range(self.random.randint(0, 4))]
            heads += [f":{user} - [0:0]" for user in users]
            for chain in group + users:
                # Only chains further down are called: no loops.
                callable_chains = users[users.index(chain) + 1 :] if chain in users else users
                hook = chain if chain in group else None
                for _ in range(self.random.randint(0, 5 if hook else 4)):
                    rules.append(self.rule(table, chain, hook, end, callable_chains))
        return ["*" + table, *heads, *rules, "COMMIT"]

    def rule(self, table: str, chain: str, hook: str | None, end: str, chains: list[str]) -> str:
        taken: set[str] = set()
        drawn = [self.match.draw(table, hook, taken) for _ in range(self.random.choice([0, 1, 1, 1, 2, 2, 3]))]
        body = " ".join(match for match in drawn if match)
        # A chain that rewrites sources may be called from INPUT, where MASQUERADE is not allowed.
        target = self.target(table, "INPUT" if hook is None and end == "src" else hook, end, chains)
        body = self.with_protocol(body, target)
        return " ".join(part for part in ("-A", chain, body, target) if part)

    def target(self, table: str, hook: str | None, end: str, chains: list[str]) -> str:
        """`end` is what the table's chains may rewrite: dst, src, or any for tables other than nat."""
        choice = self.random.choice(self.targets(table, hook, end, chains))
        if choice is None:
            return ""
        if choice in FIXED_ARGUMENTS:
            return FIXED_ARGUMENTS[choice]
        return f"-{'g' if choice == 'goto' else 'j'} {self.arguments(choice, chains)}"

    def targets(self, table: str, hook: str | None, end: str, chains: list[str]) -> list[str | None]:
        targets: list[str | None] = ["RETURN"] * 2 + ["ACCEPT"] * 2 + ["MARK"] * 4
        targets += (["jump"] * 6 + ["goto"] * 3) if chains else []
        targets += ([None] + ["CONNMARK"] * 2 * (table != "raw")) if self.full else []
        targets += ["DROP"] if table != "nat" else []
        targets += ["REJECT"] * 2 if table == "filter" else []
        targets += ["NOTRACK"] if table == "raw" and self.full else []
        targets += ["TTL", "DSCP"] if table == "mangle" and self.full else []
        if table == "nat" and end == "dst":
            targets += ["DNAT"] * 9 + ["REDIRECT"] * 2 + ["NETMAP"] * self.full
        if table == "nat" and end == "src":
            targets += ["SNAT"] * 3 + ["MASQUERADE"] * 4 * (hook != "INPUT")
        return targets

    def arguments(self, choice: str, chains: list[str]) -> str:
        pick = self.random.choice
        if choice in ("jump", "goto"):
            return pick(chains)
        if choice == "MARK":
            value, mask = pick(XMARKS)
            return "MARK " + pick([f"--set-xmark 0x{value:x}/0x{mask:x}", *MARK_OTHERWISE])
        if choice == "CONNMARK":
            return "CONNMARK " + pick(CONNMARK)
        if choice == "REJECT":
            return "REJECT" + pick(REJECT_WITH)
        if choice == "TTL":
            return "TTL " + pick(TTL)
        if choice == "DNAT":
            return "DNAT --to-destination " + pick(NEW_DESTINATIONS)
        if choice == "SNAT":
            return "SNAT --to-source " + pick(NEW_SOURCES)
        return choice

    def with_protocol(self, body: str, target: str) -> str:
        """A new destination with a port wants -p tcp or -p udp."""
        names_port = "DNAT" in target and ":" in target.split("to-destination")[-1]
        if "REDIRECT" not in target and not names_port:
            return body
        if "! -p" not in body and ("-p tcp" in body or "-p udp" in body):
            return body
        protocol = self.random.choice(["tcp", "udp"])
        return f"-p {protocol} " + ("" if "-p " in body else body)


def groups_of(table: str) -> list[tuple[str, list[str]]]:
    """Base chains by what their rules may rewrite."""
    if table != "nat":
        return [("any", TABLES[table])]
    return [("dst", ["PREROUTING", "OUTPUT"]), ("src", ["INPUT", "POSTROUTING"])]
