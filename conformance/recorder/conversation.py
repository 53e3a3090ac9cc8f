"""A packet and the replies to it, each sent by whoever received the one before."""
from __future__ import annotations

from typing import Any

from netfilter import ECHO_REPLY, ECHO_REPLY_V6, ECHO_REQUEST, ECHO_REQUEST_V6
from packet import Fields
from segments import Segments
from turn import Sender, Turn

#: What answers what: echo request and reply by turns; TCP S, then SA, then A for ever.
ICMP_ANSWERS = {
    "icmp": {ECHO_REQUEST: ECHO_REPLY, ECHO_REPLY: ECHO_REQUEST},
    "ipv6-icmp": {ECHO_REQUEST_V6: ECHO_REPLY_V6, ECHO_REPLY_V6: ECHO_REQUEST_V6},
}
TCP_ANSWERS = {"S": "SA"}


def play(sender: Sender, packet: dict[str, Any]) -> list[Turn]:
    """The turns of one packet of a case, its replies among them; ends when nothing arrives."""
    first = dict(packet)
    who, replies = first.pop("from"), int(first.pop("reply", 0))
    first.pop("note", None)
    turns = [send(sender, who, first)]
    while len(turns) <= replies:
        arrival = next((arrived for arrived in turns[-1]["arrived"] if "src" in arrived), None)
        if arrival is None:
            break
        turns.append(send(sender, arrival["at"], reply_to(arrival)))
    return turns


def reply_to(arrival: Fields) -> Fields:
    """The arrived packet turned round."""
    reply: Fields = {"proto": arrival["proto"], "src": arrival["dst"], "dst": arrival["src"]}
    if (answers := ICMP_ANSWERS.get(arrival["proto"])) is not None:
        answer = answers.get(arrival.get("type"), next(iter(answers.values())))
        return {**reply, "type": answer, "sport": arrival.get("sport", 0), "dport": arrival.get("dport", 0)}
    reply |= {"sport": arrival.get("dport", 0), "dport": arrival.get("sport", 0)}
    if arrival["proto"] == "tcp":
        flags = arrival.get("flags")
        acknowledged = arrival["seq"] + (flags in ("S", "SA")) & 0xFFFFFFFF
        reply |= {"flags": TCP_ANSWERS.get(flags, "A"), "ack": acknowledged}
    return reply


def send(sender: Sender, who: str, fields: Fields) -> Turn:
    turn = sender.send(who, fields)
    nodes = sender.segments.nodes
    if not any("src" in arrived for arrived in turn["arrived"]):
        moved = {name: node.counters.moved() for name, node in nodes.items()}
        if any(moved.values()):
            turn["counters"] = {name: counters for name, counters in moved.items() if counters}
    attach_connections(sender.segments, turn)
    return turn


def attach_connections(segments: Segments, turn: Turn) -> None:
    """Gives the turn its connection on each node, as it stands right after the packet."""
    for name, node in segments.nodes.items():
        for packet in [turn["sent"], *turn["wire"], *turn["arrived"]]:
            connection = node.connections.find(packet) if "src" in packet else None
            if connection is not None:
                turn.setdefault("ct", {})[name] = connection
                break
