"""The rules as the kernel took them, told by the tools' own iptables-save."""
from __future__ import annotations

import re


class LoadedRules:
    """`text` is iptables-save's output without comments, `asked` the text that was loaded."""

    def __init__(self, text: str, asked: str) -> None:
        self.text = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
        #: Tables that an earlier ruleset left behind, empty, are not the case's.
        self.tables = set(table_names(asked))
        self.rules: dict[tuple[str, str], list[str]] = {}
        self.policies: dict[tuple[str, str], str] = {}
        table = ""
        for line in self.text.splitlines():
            if line[0] == "*":
                table = line[1:]
            elif line[0] == ":":
                chain, policy = line[1:].split()[:2]
                self.rules[table, chain], self.policies[table, chain] = [], policy
            elif line.startswith("-A"):
                self.rules[table, line.split()[1]].append(line)

    def rule(self, table: str, chain: str, number: int) -> str | None:
        """The text of a rule, numbered from 1; None behind the last one."""
        rules = self.rules.get((table, chain), [])
        return rules[number - 1] if number <= len(rules) else None


def table_names(rules: str) -> list[str]:
    """The tables that an iptables-save text names."""
    return re.findall(r"^\*(\w+)", rules, re.M)


def as_text(rules: str | list[str] | None) -> str:
    """Rules or ipsets as a case gives them: one text, or a list of lines."""
    return "\n".join(rules) + "\n" if isinstance(rules, list) else rules or ""
