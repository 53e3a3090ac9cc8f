"""Random cases: the same seed gives the same ones."""
from __future__ import annotations

from random import Random
from typing import Any

from random_rules import RandomRules
from random_topology import ADDRESSES, HOST_ADDRESSES, IPSETS, PORTS, SERVICE_ADDRESSES, TOPOLOGY

#: Cases of one seed lie this far from those of the next.
SEED_STEP = 1000003


def random_case(seed: int, number: int, packets: int, full: bool = True) -> dict[str, Any]:
    """Ruleset `number` of a seed with that many packets. Not `full`: only the commonest matches and targets."""
    random = Random(seed * SEED_STEP + number)
    rules = RandomRules(random, full).draw()
    sent = random_packets(random, packets, full)
    return {**TOPOLOGY, "name": f"fuzz-{seed}-{number}", "ipsets": IPSETS, "rules": rules, "packets": sent}


def random_packets(random: Random, count: int, full: bool) -> list[dict[str, Any]]:
    """Now and then one is sent again."""
    packets: list[dict[str, Any]] = []
    for number in range(count):
        is_again = bool(packets) and random.random() < 0.12
        packets.append(dict(random.choice(packets)) if is_again else random_packet(random, number, full))
    return packets


def random_packet(random: Random, number: int, full: bool) -> dict[str, Any]:
    sender = random.choice(list(HOST_ADDRESSES) * 2 + ["node"] * 4)
    protocol = random.choice(["tcp"] * 5 + ["udp"] * 3 + ["icmp"])
    destinations = ADDRESSES + SERVICE_ADDRESSES * 3 + (["127.0.0.1"] if sender == "node" else [])
    packet: dict[str, Any] = {
        "from": sender,
        "dst": random.choice(destinations),
        "proto": protocol,
        "sport": 20000 + number,
        "dport": random.choice(PORTS),
        "reply": random.choice([0, 0, 1, 2]),
    }
    if protocol == "icmp":
        packet["dport"] = 1
    if full and protocol == "tcp" and random.random() < 0.15:
        packet["flags"] = random.choice(["A", "SA", "R", "FA", "PA"])
    if sender == "node" and random.random() < 0.1:
        packet["mark"] = random.choice([1, 0x4000])
    if full and random.random() < 0.1:
        packet["len"] = random.choice([1, 20, 200])
    return packet
