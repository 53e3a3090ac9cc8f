"""The one topology of all random cases, and what their rules and packets may name."""
from __future__ import annotations

from typing import Any

TOPOLOGY: dict[str, Any] = {
    "node": {
        "ifaces": {
            "eth0": {"addr": ["10.0.0.10/24", "10.0.0.11/24"]},
            "eth1": {"addr": ["172.16.0.1/24"]},
            "vethA": {},
            "vethB": {},
        },
        "routes": ["default via 10.0.0.1", "10.244.1.2 dev vethA", "10.244.1.3 dev vethB"],
    },
    "hosts": {
        "client": {"net": "eth0", "addr": ["203.0.113.7", "10.0.0.1"]},
        "peer": {"net": "eth0", "addr": "10.0.0.20"},
        "lan": {"net": "eth1", "addr": "172.16.0.5"},
        "podA": {"net": "vethA", "addr": "10.244.1.2"},
        "podB": {"net": "vethB", "addr": "10.244.1.3"},
    },
}
HOST_ADDRESSES: dict[str, str] = {
    "client": "203.0.113.7",
    "peer": "10.0.0.20",
    "lan": "172.16.0.5",
    "podA": "10.244.1.2",
    "podB": "10.244.1.3",
}
SERVICE_ADDRESSES = ["10.96.0.10", "10.96.0.20"]
NODE_ADDRESSES = ["10.0.0.10", "10.0.0.11", "172.16.0.1"]
ADDRESSES = [*HOST_ADDRESSES.values(), *SERVICE_ADDRESSES, *NODE_ADDRESSES]
PREFIXES = [
    *("10.0.0.0/24", "10.244.0.0/16", "10.96.0.0/12", "172.16.0.0/24"),
    *("203.0.113.0/24", "0.0.0.0/0", "10.0.0.0/8", "10.244.1.2/31"),
]
PORTS = [53, 80, 443, 8080, 30080]
IPSETS = [
    *("create hosts hash:ip", "add hosts 10.244.1.2", "add hosts 203.0.113.7"),
    *("create nets hash:net", "add nets 10.96.0.0/12", "add nets 10.0.0.0/24", "add nets 10.0.0.20/32 nomatch"),
    *("create svc hash:ip,port", "add svc 10.96.0.10,tcp:80", "add svc 10.96.0.20,udp:53"),
    *("create ports bitmap:port range 0-65535", "add ports 443", "add ports 8080"),
]
