import { expect, test } from "vitest";
import { readAllRules } from "./rulesReading";

const DUMP = `# a comment
*nat
:PREROUTING ACCEPT [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-NODEPORTS - [0:0]
:KUBE-SEP-A - [0:0]
-A PREROUTING -i eth1 -j KUBE-SERVICES
-A PREROUTING -i cali+ -j KUBE-SERVICES
-A KUBE-SERVICES -d 10.96.0.10/32 -p udp -m comment --comment "kube-system/kube-dns:dns cluster IP" -m udp --dport 53 -j KUBE-SEP-A
-A KUBE-SERVICES -d 192.168.1.10/32 -j KUBE-NODEPORTS
-A KUBE-NODEPORTS -p tcp -m comment --comment "default/web:http" -m tcp --dport 30080 -j KUBE-SEP-A
-A KUBE-SEP-A -p udp -m udp -j DNAT --to-destination 10.244.0.3:53
-A KUBE-SEP-A -p tcp -m tcp -j DNAT --to-destination 127.0.0.11:41001
-A KUBE-SEP-A -m madeup --option -j ACCEPT
COMMIT
`;

test("what rules tell of their node is what they say, and no more", () => {
  expect(readAllRules(DUMP).facts).toEqual({
    interfaces: ["eth1"],
    addresses: ["192.168.1.10"],
    pods: ["10.244.0.3"],
    services: [
      {
        name: "kube-system/kube-dns:dns",
        protocol: "udp",
        clusterIP: "10.96.0.10",
        port: 53,
        nodePort: undefined,
      },
      {
        name: "default/web:http",
        protocol: "tcp",
        clusterIP: undefined,
        port: undefined,
        nodePort: 30080,
      },
    ],
  });
});

test("everything is counted, and what was not understood is listed with its place", () => {
  const reading = readAllRules(DUMP);
  expect(reading).toMatchObject({ chains: 7, rules: 8, tables: ["nat"], unknownCount: 1 });
  expect(reading.unknown[0]).toMatchObject({ line: 14, text: "madeup" });
  expect(reading.passedOver).toEqual([{ line: 1, text: "# a comment" }]);
});

test("long lists are cut, their counts are not", () => {
  const prose = "nothing\n".repeat(500);
  const reading = readAllRules(`${prose}${DUMP}`);
  expect(reading.passedOver).toHaveLength(200);
  expect(reading.passedOverCount).toBe(501);
});

test("a line as long as a book is told by its beginning", () => {
  const long = "x".repeat(5_000_000);
  const reading = readAllRules(`${DUMP.replace("COMMIT", `${long}\n-A INPUT ${long}\nCOMMIT`)}`);
  const told = JSON.stringify([reading.passedOver, reading.unknown, reading.diagnostics]);
  expect(told.length).toBeLessThan(5000);
  expect(told).toContain("5,000,000 characters");
});
