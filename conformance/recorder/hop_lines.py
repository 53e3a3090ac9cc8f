"""A result as lines to read."""
from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any


def result_lines(result: dict[str, Any]) -> Iterator[str]:
    """Each packet, its turns, their hops (`+`: of what they caused), outcome and connections."""
    for entry in result["packets"]:
        yield f"# {result['name']} {json.dumps(entry['packet'])}"
        for number, turn in enumerate(entry["turns"]):
            yield f"  turn {number} from {turn['from']} {json.dumps(turn['sent'])}"
            yield from (f"    {hop_line(hop)}" for hop in turn["hops"])
            yield from (f"   + {hop_line(hop)}" for hop in turn.get("made_hops", []))
            yield f"    => {json.dumps(turn['outcome'])} {json.dumps(turn.get('tuple'))}{made_text(turn)}"
            for node, entry_of_node in turn.get("ct", {}).items():
                yield f"    ct {node} {connection_text(entry_of_node)}"


def hop_line(hop: dict[str, Any]) -> str:
    place = f"{hop['node']:6} {hop['hook']:11} {hop['table']:6} {hop['chain']:22} {hop['rulenum']:2}"
    ends = f"{hop['src']}:{hop.get('sport', '')}>{hop['dst']}:{hop.get('dport', '')}"
    return f"{place} {hop['kind']:6} {hop['verdict']!s:18} mark={hop['mark']:#x} {ends} in={hop['in']} out={hop['out']}"


def made_text(turn: dict[str, Any]) -> str:
    return f" made:{json.dumps(turn['made'])}" if "made" in turn else ""


def connection_text(entry: dict[str, Any]) -> str:
    ends = f"{entry['orig']} reply {entry['reply']}"
    return f"{entry['dir']} {entry['state']} {entry['flags']} mark {entry.get('mark')} {ends}"
