"""The kernel's own time for a new connection through the rules on standard input: every packet is a SYN of its own.

Run in the recorder's folder, as root; prints microseconds per connection, the mean of all and the best 50.
"""
import os, sys, time
sys.path.insert(0, os.getcwd())
import oracle, fuzz

CONNECTIONS, CHUNK = 30_000, 50

def main():
    destination, out_device = sys.argv[1], sys.argv[2]
    node = oracle.Fabric(fuzz.TOPO, trace=False).nodes["node"]
    node.load(sys.stdin.read(), backend="legacy")
    link = bytes.fromhex((node.mac["vethA"] + "02:00:00:00:99:99").replace(":", "")) + b"\x08\0"
    frames = [link + oracle.build({"src": "10.244.1.2", "dst": destination, "proto": "tcp",
                                   "sport": 1024 + number, "dport": 80}, number % 65535 + 1)
              for number in range(CONNECTIONS)]
    tap, out = node.taps["vethA"], node.taps[out_device]
    spent, best, arrived = 0.0, None, 0
    for at in range(0, CONNECTIONS, CHUNK):
        chunk = frames[at:at + CHUNK]
        start = time.perf_counter()
        for frame in chunk: os.write(tap, frame)
        took = time.perf_counter() - start
        spent += took
        best = took if best is None else min(best, took)
        arrived += drain(out)
    if arrived != CONNECTIONS: sys.exit("only %d of %d came out" % (arrived, CONNECTIONS))
    print("mean %.3f best %.3f" % (spent / CONNECTIONS * 1e6, best / CHUNK * 1e6))

def drain(out):
    count = 0
    while True:
        try: os.read(out, 2048)
        except BlockingIOError: return count
        count += 1

main()
