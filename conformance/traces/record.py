"""Records what a kernel and xtables-monitor print of traced packets (root, Linux): one file a case beside this one.

    python3 conformance/traces/record.py

Each file is what somebody would paste: the rules as iptables-save prints them, and the trace. A client, a node and two pods are
network namespaces; programs in them open real connections. The kernel logs in other namespaces only while nf_log_all_netns is on,
which is put back afterwards.
"""
from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
LOG_ALL = Path("/proc/sys/net/netfilter/nf_log_all_netns")
SERVER = """
import socket, sys, threading
def tcp(port):
    s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("", port)); s.listen()
    while True: s.accept()[0].settimeout(5)
def udp(port):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("", port))
    while True:
        data, peer = s.recvfrom(99); s.sendto(data, peer)
threading.Thread(target=tcp, args=(8080,)).start()
udp(53)
"""
OPEN = """
import socket, struct, sys, time
kind, host, port, own = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
s.settimeout(0.4); s.bind(("", own))
try:
    s.connect((host, port))
    if kind == "udp": s.send(b"?"); s.recv(9)
    else:
        time.sleep(0.1); s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
except OSError: pass
s.close()
"""


class Case(NamedTuple):
    """Rules by table, and what is opened: from where, protocol, address, port."""

    name: str
    rules: dict[str, list[str]]
    opened: list[tuple[str, str, str, int]]


SERVICE = [
    "-N KUBE-SERVICES", "-N KUBE-NODEPORTS", "-N KUBE-MARK-MASQ", "-N KUBE-POSTROUTING", "-N KUBE-EXT-WEB",
    "-N KUBE-SVC-WEB", "-N KUBE-SEP-A", "-N KUBE-SEP-B",
    "-A PREROUTING -j KUBE-SERVICES", "-A OUTPUT -j KUBE-SERVICES", "-A POSTROUTING -j KUBE-POSTROUTING",
    "-A KUBE-SERVICES -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j KUBE-SVC-WEB",
    "-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS",
    "-A KUBE-NODEPORTS -p tcp -m tcp --dport 30080 -j KUBE-EXT-WEB",
    "-A KUBE-EXT-WEB -j KUBE-MARK-MASQ", "-A KUBE-EXT-WEB -j KUBE-SVC-WEB",
    "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000",
    "-A KUBE-SVC-WEB ! -s 10.244.0.0/16 -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j KUBE-MARK-MASQ",
    "-A KUBE-SVC-WEB -m statistic --mode random --probability 0.5 -j KUBE-SEP-A", "-A KUBE-SVC-WEB -j KUBE-SEP-B",
    "-A KUBE-SEP-A -s 10.244.1.2/32 -j KUBE-MARK-MASQ", "-A KUBE-SEP-A -p tcp -m tcp -j DNAT --to-destination 10.244.1.2:8080",
    "-A KUBE-SEP-B -s 10.244.1.3/32 -j KUBE-MARK-MASQ", "-A KUBE-SEP-B -p tcp -m tcp -j DNAT --to-destination 10.244.1.3:8080",
    "-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN",
    "-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0", "-A KUBE-POSTROUTING -j MASQUERADE --random-fully",
]
STATEFUL = ["-A FORWARD -m conntrack --ctstate INVALID -j DROP", "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"]

CASES = [
    Case("node-port", {"nat": SERVICE, "filter": [*STATEFUL, "-A FORWARD -p tcp -j ACCEPT"]},
         [("client", "tcp", "10.0.0.10", 30080), ("client", "tcp", "10.0.0.10", 30080)]),
    Case("cluster-ip", {"nat": SERVICE, "filter": STATEFUL},
         [("pod-a", "tcp", "10.96.0.10", 80), ("pod-a", "tcp", "10.96.0.10", 80), ("pod-b", "tcp", "10.96.0.10", 80)]),
    Case("local-client", {"nat": SERVICE, "filter": ["-A OUTPUT -m owner --uid-owner 0 -j ACCEPT"]},
         [("node", "tcp", "10.96.0.10", 80), ("node", "tcp", "10.0.0.7", 8080)]),
    Case("refused", {"filter": ["-A FORWARD -p tcp --dport 81 -j REJECT --reject-with tcp-reset",
                                "-A FORWARD -p udp --dport 54 -j REJECT", "-A INPUT -p tcp --dport 82 -j REJECT"]},
         [("client", "tcp", "10.244.1.2", 81), ("client", "udp", "10.244.1.2", 54), ("client", "tcp", "10.0.0.10", 82)]),
    Case("dropped", {"filter": ["-P FORWARD DROP", "-A FORWARD -p tcp --dport 8080 -j ACCEPT", "-A INPUT -s 10.0.0.7 -j DROP"]},
         [("client", "tcp", "10.244.1.2", 81), ("client", "tcp", "10.0.0.10", 83), ("client", "tcp", "10.244.1.3", 8080)]),
    Case("masquerade", {"nat": ["-A POSTROUTING -s 10.244.0.0/16 -o eth0 -j MASQUERADE --random-fully"], "filter": STATEFUL},
         [("pod-a", "tcp", "10.0.0.7", 8080), ("pod-b", "udp", "10.0.0.7", 53)]),
    Case("redirect", {"nat": ["-A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 9", "-A OUTPUT -p tcp --dport 90 -j DNAT --to-destination 10.244.1.2:8080"]},
         [("client", "tcp", "10.0.0.10", 80), ("node", "tcp", "10.0.0.10", 90)]),
    Case("logged", {"filter": ["-N LOGGING", "-A FORWARD -j LOGGING", "-A LOGGING -p udp -j LOG --log-prefix seen: ", "-A LOGGING -p udp --dport 53 -j RETURN", "-A LOGGING -p tcp -j ACCEPT"]},
         [("client", "udp", "10.244.1.2", 53), ("client", "tcp", "10.244.1.2", 8080)]),
    Case("marks", {"mangle": ["-A PREROUTING -i eth0 -j MARK --set-xmark 0x1/0xff", "-A FORWARD -m mark --mark 0x1/0xff -j CONNMARK --save-mark", "-A PREROUTING -m connmark --mark 0x1 -j MARK --set-xmark 0x200/0xff00"],
                   "filter": ["-A FORWARD -m mark --mark 0x201 -j ACCEPT", "-A FORWARD -m mark --mark 0x200/0xff00 -j ACCEPT"]},
         [("client", "tcp", "10.244.1.2", 8080)]),
    Case("name-service", {"nat": ["-A PREROUTING -d 10.96.0.53 -p udp --dport 53 -j DNAT --to-destination 10.244.1.3:53"], "filter": STATEFUL},
         [("pod-a", "udp", "10.96.0.53", 53), ("client", "udp", "10.96.0.53", 53)]),
    Case("ping", {"filter": ["-A FORWARD -p icmp --icmp-type echo-request -j ACCEPT", "-A INPUT -p icmp -m icmp --icmp-type 8 -j ACCEPT"]},
         [("client", "ping", "10.244.1.2", 0), ("client", "ping", "10.0.0.10", 0), ("client", "udp", "10.244.1.2", 99)]),
    Case("goto", {"filter": ["-N A", "-N B", "-N C", "-A FORWARD -p tcp -g A", "-A FORWARD -j C", "-A A -j B", "-A A -p tcp --dport 1 -j DROP", "-A B -p tcp --dport 8080 -j RETURN", "-A B -j DROP", "-A C -j RETURN"]},
         [("client", "tcp", "10.244.1.2", 8080), ("client", "udp", "10.244.1.2", 53)]),
]
BACK_ENDS = ("legacy",) if os.environ.get("QUICK") else ("legacy", "nft")
HOSTS = {"client": ("10.0.0.7", "eth0"), "pod-a": ("10.244.1.2", "caliA"), "pod-b": ("10.244.1.3", "caliB")}


def run(command: str, where: str | None = None, check: bool = True) -> str:
    words = (f"ip netns exec {where} " if where else "") + command
    done = subprocess.run(["sh", "-c", words], capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise RuntimeError(f"{words}: {done.stderr.strip()}")
    return done.stdout


def build(names: dict[str, str]) -> None:
    for name in names.values():
        run(f"ip netns add {name}")
        run("ip link set lo up", name)
    node = names["node"]
    # A hairpin would have the node send redirects.
    run("sysctl -qw net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.default.send_redirects=0 net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0 net.ipv4.ip_forward=1", node)
    for host, (address, device) in HOSTS.items():
        run(f"ip link add {device} netns {node} type veth peer name eth0 netns {names[host]}")
        run(f"ip link set {device} up", node)
        run("ip link set eth0 up", names[host])
        own, bits = ("10.0.0.10/24", 24) if host == "client" else ("169.254.1.1/32", 32)
        run(f"ip addr add {own} dev {device}", node)
        run(f"ip addr add {address}/{bits} dev eth0", names[host])
        via = "10.0.0.10" if host == "client" else "169.254.1.1"
        run(f"ip route add {via} dev eth0", names[host], check=False)
        run(f"ip route add default via {via} dev eth0", names[host])
        if host != "client":
            run(f"ip route add {address} dev {device}", node)
        run(f"ping -c1 -W1 {via}", names[host], check=False)
        run(f"ping -c1 -W1 {address}", node, check=False)
    # The pods' namespaces print nothing.
    run("sh -c 'echo nf_log_ipv4 > /proc/sys/net/netfilter/nf_log/2'", node, check=False)


def load(case: Case, node: str, back_end: str) -> str:
    tool = f"iptables-{back_end}"
    for chain in ("PREROUTING", "OUTPUT"):
        run(f"{tool} -t raw -A {chain} -j TRACE", node)
    for table, rules in case.rules.items():
        for rule in rules:
            run(f"{tool} -t {table} {rule}", node)
    return run(f"{tool}-save", node)


def act(case: Case, names: dict[str, str]) -> None:
    for number, (where, kind, address, port) in enumerate(case.opened):
        if kind == "ping":
            run(f"ping -c1 -W1 {address}", names[where], check=False)
        else:
            subprocess.run(["ip", "netns", "exec", names[where], "python3", "-c", OPEN, kind, address, str(port), str(40001 + number)], check=False)
        time.sleep(0.2)


def record(case: Case, back_end: str) -> str:
    names = {host: f"trace-{os.getpid()}-{host}" for host in ("node", *HOSTS)}
    running: list[subprocess.Popen[str]] = []
    try:
        build(names)
        rules = load(case, names["node"], back_end)
        servers = [subprocess.Popen(["ip", "netns", "exec", names[host], "python3", "-c", SERVER], text=True) for host in HOSTS]
        running += servers
        time.sleep(0.5)
        if back_end == "nft":
            monitor = subprocess.Popen(["ip", "netns", "exec", names["node"], "xtables-monitor", "--trace"], stdout=subprocess.PIPE, text=True)
            running.append(monitor)
            time.sleep(0.5)
            act(case, names)
            time.sleep(0.5)
            monitor.terminate()
            return f"{rules}\n{monitor.communicate()[0]}"
        last = run("dmesg").splitlines()[-1:]
        act(case, names)
        lines = run("dmesg").splitlines()
        begin = max((number + 1 for number, line in enumerate(lines) if [line] == last), default=0)
        logged = [line for line in lines[begin:] if re.search(r"TRACE: |seen:", line)]
        return rules + "\n" + "\n".join(logged) + "\n"
    finally:
        for process in running:
            process.kill()
            process.wait()
        for name in names.values():
            run(f"ip netns del {name}", check=False)


def main() -> None:
    was = LOG_ALL.read_text(encoding="utf-8")
    LOG_ALL.write_text("1", encoding="utf-8")
    try:
        for case in CASES:
            for back_end in BACK_ENDS:
                text = record(case, back_end)
                (HERE / f"{case.name}.{back_end}.txt").write_text(text, encoding="utf-8")
                print(case.name, back_end, text.count("TRACE: "))
    finally:
        LOG_ALL.write_text(was, encoding="utf-8")


if __name__ == "__main__":
    main()
