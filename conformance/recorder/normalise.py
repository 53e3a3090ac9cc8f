"""What the tools make of one rule: the text that iptables-save prints, or who refuses it."""
from __future__ import annotations

import re
from typing import Any

from accounting import add_accounting_objects
from netfilter import TABLES
from node import Node
from segments import Segments
from versions import versions

#: A rule as `conformance/normalise/*.jsonl` holds it: table, rule, `family` for IPv6, and what became of it.
Line = dict[str, Any]

TOOLS = {"IPv4": "iptables", "IPv6": "ip6tables"}
#: A chain and sets that rules may name: plain, of two dimensions, of IPv6, and one whose entries end and carry marks.
USER_CHAIN = ":USER - [0:0]"
SETS = "create S hash:ip\ncreate S6 hash:ip family inet6\ncreate P hash:ip,port\ncreate M hash:ip timeout 600 skbinfo\n"


class RuleReader:
    """Loads rules one by one into a namespace of its own."""

    def __init__(self) -> None:
        segments = Segments({"node": {"ifaces": {"eth0": {}}}, "hosts": {}}, trace=False)
        self.node: Node = segments.nodes["node"]
        self.node.run(["ipset", "restore"], SETS)
        self.version = versions()["iptables"]

    def read(self, line: Line) -> Line:
        """The line with what the tools say now: `legacy`, the rules saved, or `refused`, the reason in their words."""
        table, rule = line["table"], line["rule"]
        tool = TOOLS[line.get("family", "IPv4")]
        asked = {name: line[name] for name in ("table", "rule", "family") if name in line}
        with self.node.namespace.entered():
            add_accounting_objects(rule)
        try:
            self.node.run([f"{tool}-legacy-restore", "-w"], table_text(table, rule))
            saved = self.node.run([f"{tool}-legacy-save", "-t", table]).splitlines()
            became: Line = {"legacy": [line for line in saved if line.startswith("-A")]}
        except RuntimeError as error:
            became = {"refused": reason(str(error))}
        self.node.run([f"{tool}-legacy-restore", "-w"], table_text(table, ""), check=False)
        return {**asked, **became, "version": self.version}


def table_text(table: str, rule: str) -> str:
    chains = [f":{chain} ACCEPT [0:0]" for chain in TABLES[table]]
    return "\n".join([f"*{table}", *chains, USER_CHAIN, rule, "COMMIT", ""])


def reason(error: str) -> str:
    """The tools' first line that says something: not the command, not who they are, not where help is."""
    said = error.split(": ", 1)[1].splitlines()
    without_names = (re.sub(r"^ip6?tables(-legacy)?-restore( v[\d.]+ \(legacy\))?: ?", "", line) for line in said)
    words = next((line for line in without_names if line and "--help" not in line), "")
    # The tools took it, and have nothing to say but where the kernel did not.
    return "the kernel refuses it" if words == "" or re.fullmatch(r"line \d+ failed", words) else words
