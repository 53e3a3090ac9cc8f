"""Plays a case through the kernel."""
from __future__ import annotations

from typing import Any

from conversation import play
from outcome import finish
from segments import Segments
from turn import Sender, Turn

Case = dict[str, Any]
Result = dict[str, Any]

#: The kernel's buffers hold the hops of some hundred packets.
TURNS_PER_COLLECTION = 100


def load(segments: Segments, case: Case, backend: str = "legacy") -> None:
    """Gives every node its rules and sets. Raises RuntimeError with the tools' words where they refuse."""
    for node in segments.nodes.values():
        rules, ipsets = (node.spec.get(name, case.get(name, "")) for name in ("rules", "ipsets"))
        node.load(rules, ipsets, backend)


def play_all(sender: Sender, packets: list[dict[str, Any]]) -> list[list[Turn]]:
    """The turns of each packet, sent one after the other."""
    played: list[list[Turn]] = []
    pending: list[Turn] = []
    for number, packet in enumerate(packets, start=1):
        played.append(play(sender, packet))
        pending += played[-1]
        if len(pending) >= TURNS_PER_COLLECTION or number == len(packets):
            sender.collect_hops(pending)
            pending = []
    return [[finish(turn) for turn in turns] for turns in played]


def record_case(case: Case, backend: str = "legacy", segments: Segments | None = None) -> Result:
    """What the kernel did with a case. Pass segments to use one topology for many rulesets.

    With `backend` nft there are outcomes only: its rules are not traced this way.
    """
    segments = segments or Segments(case)
    load(segments, case, backend)
    played = play_all(Sender(segments), case["packets"])
    return {
        "name": case.get("name"),
        "backend": backend,
        "save": {name: node.rules.text.splitlines() for name, node in segments.nodes.items()},
        "packets": [{"packet": packet, "turns": turns} for packet, turns in zip(case["packets"], played)],
    }
