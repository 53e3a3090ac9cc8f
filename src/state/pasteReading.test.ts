import { expect, test } from "vitest";
import { parseAddress } from "@/engine";
import { nodePort } from "@/scenarios/nodePort";
import type { PacketDraft } from "@/scenarios/walkDocument";
import { readPasted } from "./pasteReading";
import { printDocument } from "./saved/savedForm";
import { describedWorld } from "./walk/describedWorld";
import { walkOf } from "./walk/walkOf";

const read = (text: string, fileName?: string) =>
  readPasted({
    text,
    fileName,
    report: () => undefined,
    signal: new AbortController().signal,
  });

const dump = describedWorld(nodePort.document.source).rules.get("node-a")?.text ?? "";

test("iptables-save text becomes a dump with what its rules tell", async () => {
  const { document, sentence } = await read(dump, "node-a.save");
  expect(sentence).toMatch(/^iptables rules: \d+ rules in \d+ chains, tables .*nat/);
  expect(document?.title).toBe("node-a.save");
  expect(document?.source).toMatchObject({ kind: "pasted", nodes: [{ rulesText: dump }] });
  expect(document?.packet).toMatchObject({ to: "10.96.20.1", port: 80, protocol: "tcp" });
});

const IPV6_DUMP = `*filter
:INPUT ACCEPT [0:0]
:FORWARD ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
-A FORWARD -p ipv6-icmp -m icmp6 --icmpv6-type 128 -j REJECT --reject-with icmp6-adm-prohibited
COMMIT
*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:KUBE-SERVICES - [0:0]
-A PREROUTING -j KUBE-SERVICES
-A KUBE-SERVICES -d fd00:96::a/128 -p tcp -m comment --comment "default/web:http cluster IP" -m tcp --dport 80 -j DNAT --to-destination [fd00:244::5]:8080
COMMIT
`;

/** With what a user says of the node: its address, and the pod behind another link. */
async function ipv6Walk(packet: Partial<PacketDraft>) {
  const { document } = await read(IPV6_DUMP);
  if (document?.source.kind !== "pasted") throw new Error("no dump");
  const [node] = document.source.nodes;
  const [outer] = node?.interfaces ?? [];
  if (node === undefined || outer === undefined) throw new Error("no node");
  const inner = { name: "cni0", network: "cni0", addresses: ["fd00:244::1/64"] };
  const known = {
    ...node,
    interfaces: [{ ...outer, addresses: ["fd00::10/64"] }, inner],
    unknown: {},
  };
  const pod = { name: "pod", network: "cni0", addresses: ["fd00:244::5"], gateway: "node" };
  const source = { ...document.source, nodes: [known], hosts: [...document.source.hosts, pod] };
  return walkOf({ ...document, source, packet: { ...document.packet, ...packet } }, 0);
}

test("ip6tables-save text becomes a dump of IPv6: client, addresses, routes and first packet are of it", async () => {
  const { document, sentence } = await read(IPV6_DUMP);
  expect(sentence).toMatch(/^ip6tables rules: 3 rules/);
  expect(document?.packet).toMatchObject({ to: "fd00:96::a", port: 80 });
  expect(document?.source).toMatchObject({
    nodes: [{ routes: ["-6 default dev eth0"] }],
    hosts: [{ addresses: ["2001:db8::7"] }],
  });
});

test("a packet of IPv6 walks a pasted dump, and the reply comes back from the Service's address", async () => {
  const { trace } = await ipv6Walk({});
  expect(trace?.turns.map(({ outcome }) => outcome)).toEqual([
    { what: "delivered", at: "pod" },
    { what: "delivered", at: "client" },
  ]);
  expect(trace?.turns[1]?.arrived?.packet.source).toBe(parseAddress("fd00:96::a"));
});

test("an echo request of IPv6 is ICMPv6's, and met by icmp6 rules", async () => {
  const { trace } = await ipv6Walk({ to: "pod", protocol: "icmp" });
  expect(trace?.turns[0]?.outcome.what).toBe("rejected");
});

test.each([
  ["an IPv4 address", { to: "10.0.0.1" }, "to", "ip6tables, which see IPv6 only"],
  ["what is no address", { to: "fd00::x" }, "to", "such as 10.96.0.10 or fd00::a"],
] as const)("%s is refused with the reason", async (_, packet, field, words) => {
  const walk = await ipv6Walk(packet);
  expect([walk.trace, walk.problemField]).toEqual([undefined, field]);
  expect(walk.problem).toContain(words);
});

test("rules of iptables see no packet of IPv6, and that is said", async () => {
  const { document } = await read(dump);
  const packet = { ...(document ?? nodePort.document).packet, to: "fd00::a" };
  const walk = walkOf({ ...(document ?? nodePort.document), packet }, 0);
  expect(walk.problem).toContain("paste what ip6tables-save prints");
});

test("a dump walks, and what it does not tell is undecided and not guessed", async () => {
  const { document } = await read(dump);
  const { trace } = walkOf(document ?? nodePort.document, 0);
  const visited = trace?.turns[0]?.hops.flatMap((hop) => ("chain" in hop ? [hop.chain] : []));
  expect(visited).toContain("KUBE-SVC-CDGGSHYLG3RE2FKL");
  expect(trace?.turns[0]?.outcome.what).toBe("undecided");
});

test("a few rules between prompts are rules; what is none is passed over and said", async () => {
  const text = `$ sudo iptables-save | grep web
  -A KUBE-SERVICES -d 10.96.0.9/32 -p tcp -m comment --comment "default/web: cluster IP" -m tcp --dport 80 -j KUBE-SVC-WEB
  -A KUBE-SVC-WEB -j KUBE-SEP-WEB
  -A KUBE-SEP-WEB -p tcp -m tcp -j DNAT --to-destination 10.244.0.9:8080
$ exit`;
  const { document, problems } = await read(text);
  expect(document?.packet.to).toBe("10.96.0.9");
  expect(problems.join("\n")).toContain("passed over");
});

test("Kubernetes manifests become a cluster", async () => {
  const { document, sentence } = await read(`apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web }] } }
`);
  expect(sentence).toContain("3 nodes, 2 pods, 1 Service.");
  const { trace } = walkOf(document ?? nodePort.document, 0);
  expect(trace?.turns[0]?.outcome.what).toBe("delivered");
});

test("a saved walk comes back as it was", async () => {
  const { document } = await read(printDocument(nodePort.document));
  expect(document).toEqual(nodePort.document);
});

test.each(["hello world", "{", "- just\n- a list", "12"])(
  "%j makes no document, and a sentence says so",
  async (text) => {
    const { document, sentence } = await read(text);
    expect(document).toBeUndefined();
    expect(sentence).toMatch(/\S/);
  },
);

test("an Ingress in the text is told as who leads to whom, and whether that Service is there", async () => {
  const { facts, document } = await read(`kind: Service
metadata: {name: cart}
spec: {clusterIP: 10.96.0.5, ports: [{port: 80}]}
---
kind: Ingress
metadata: {name: shop}
spec:
  defaultBackend: {service: {name: sorry, port: {number: 80}}}
  rules:
  - host: shop.example
    http: {paths: [{path: /cart, backend: {service: {name: cart, port: {number: 80}}}}]}
`);
  expect(document?.source.kind).toBe("cluster");
  expect(facts).toEqual([
    "Ingress default/shop leads shop.example/cart to Service default/cart, port 80.",
    "Ingress default/shop leads everything else to Service default/sorry, port 80, which is not in this text.",
  ]);
});
