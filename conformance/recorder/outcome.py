"""What became of a packet, told from its hops and from where it came out."""
from __future__ import annotations

from typing import Any

from netfilter import UNREACHABLE, UNREACHABLE_V6
from stack_counters import REASONS
from turn import Turn

#: A node that is not on the packet's way sorts behind those that are.
OFF_THE_PATH = 9


def finish(turn: Turn) -> Turn:
    """Puts the hops into the order of the path, names the outcome, and drops what served only to find it."""
    path: list[str] = turn["path"]

    def place(hop: dict[str, Any], direction: int) -> int:
        return direction * path.index(hop["node"]) if hop["node"] in path else OFF_THE_PATH

    turn["hops"].sort(key=lambda hop: place(hop, 1))
    if "made_hops" in turn:
        turn["made_hops"].sort(key=lambda hop: place(hop, -1))
    turn["outcome"] = outcome_of(turn)
    arrivals = [arrived for arrived in turn["arrived"] if "src" in arrived]
    if arrivals:
        fields = ("proto", "src", "dst", "sport", "dport")
        turn["tuple"] = {name: arrivals[-1][name] for name in fields if name in arrivals[-1]}
    for record in turn["arrived"] + turn["made"]:
        record.pop("id", None)
        record.pop("seq", None)
    for name in ("made", "counters"):
        if not turn.get(name):
            turn.pop(name, None)
    turn["sent"].pop("ack", None)
    turn.pop("wire", None)
    return turn


def outcome_of(turn: Turn) -> dict[str, Any]:
    """`what` it is, and what belongs to that."""
    last = turn["hops"][-1] if turn["hops"] else None
    arrivals = [arrived for arrived in turn["arrived"] if "src" in arrived]
    if arrivals:
        return {"what": "local" if arrivals[-1].get("local") else "delivered", "at": arrivals[-1]["at"]}
    if last and last["verdict"] == "REJECT":
        return {"what": "rejected", "with": answer_seen(turn), "by": position(last)}
    if last and last["verdict"] == "DROP":
        return {"what": "dropped", "by": position(last), "kind": last["kind"]}
    return lost(turn, last)


def answer_seen(turn: Turn) -> str:
    answer = next(iter(turn["made"]), None)
    if answer is None:
        return "nothing seen"
    if answer["proto"] == "tcp":
        return "tcp-reset"
    names = UNREACHABLE if answer["proto"] == "icmp" else UNREACHABLE_V6
    return names.get(answer.get("code"), answer["proto"])


def lost(turn: Turn, last: dict[str, Any] | None) -> dict[str, Any]:
    """By the stack itself: no route, rp_filter, martian, forwarding off; `reason` is null where no counter tells."""
    moved = {name for counters in turn.get("counters", {}).values() for name in counters}
    outcome: dict[str, Any] = {
        "what": "lost",
        "after": last and f"{last['node']}:{last['table']}:{last['hook']}",
        "reason": next((reason for name, reason in REASONS.items() if name in moved), None),
    }
    outcome |= {name: turn[name] for name in ("counters", "send_error") if name in turn}
    answer = next(iter(turn["made"]), None)
    if answer and answer["proto"] in ("icmp", "ipv6-icmp"):
        outcome["icmp"] = {name: answer[name] for name in ("type", "code", "src", "dst")}
    if turn["arrived"]:
        outcome["arp_for"] = turn["arrived"][-1]["arp_for"]
    return outcome


def position(hop: dict[str, Any]) -> str:
    return f"{hop['node']}:{hop['table']}:{hop['chain']}:{hop['rulenum']}"
