"""From a line of the kernel's trace to a hop."""
from __future__ import annotations

import re
from typing import Any

from loaded_rules import LoadedRules
from netfilter import HOOKS
from nflog import Logged
from packet import Fields, shown

Hop = dict[str, Any]

TRACE = "TRACE: "


def read_hop(node: str, rules: LoadedRules, interfaces: dict[int, str], logged: Logged, packet: Fields) -> Hop | None:
    """The hop that "TRACE: table:chain:type:number" tells of; None for a table that the case did not load.

    The kernel calls every unconditional standard verdict "return" or "policy": a number inside the chain means that it
    was a rule after all.
    """
    table, rest = logged.prefix[len(TRACE) :].strip().split(":", 1)
    chain, _, number = rest.rsplit(":", 2)
    if table not in rules.tables:
        return None
    rule = rules.rule(table, chain, int(number))
    kind, verdict = how_it_ended(rules, table, chain, rule)
    return {
        "node": node,
        "hook": HOOKS[logged.hook],
        "table": table,
        "chain": chain,
        "rulenum": int(number),
        "kind": kind,
        "verdict": verdict,
        "rule": rule,
        "mark": logged.mark,
        "in": interfaces.get(logged.in_interface),
        "out": interfaces.get(logged.out_interface),
        **shown(packet),
    }


def how_it_ended(rules: LoadedRules, table: str, chain: str, rule: str | None) -> tuple[str, str | None]:
    if rule is not None:
        return "rule", verdict_of(rule)
    if chain in HOOKS:
        return "policy", rules.policies.get((table, chain))
    return "return", "RETURN"


def verdict_of(rule: str) -> str | None:
    """A rule's target, the chain it calls, or "goto chain"; None for a rule that only counts."""
    target = re.search(r" -([jg]) (\S+)(.*)$", rule)
    if target is None:
        return None
    return ("goto " if target[1] == "g" else "") + target[2]
