import { expect, test } from "vitest";
import { printAddress } from "@/engine";
import { readPasted } from "./pasteReading";
import { metRules } from "./walk/metRules";
import { walkOf } from "./walk/walkOf";

const node = (name: string, number: number) => `
apiVersion: v1
kind: Node
metadata: { name: ${name} }
spec: { podCIDR: 10.244.${number}.0/24, podCIDRs: [10.244.${number}.0/24, "fd00:10:244:${number}::/64"] }
status:
  addresses:
    - { type: InternalIP, address: 192.168.1.2${number} }
    - { type: InternalIP, address: "fd00:192:168:1::2${number}" }
`;

const DUAL_STACK = [
  node("one", 1),
  node("two", 2),
  `
apiVersion: v1
kind: Pod
metadata: { name: web-1, labels: { app: web } }
spec: { nodeName: two }
status: { podIP: 10.244.2.5, podIPs: [{ ip: 10.244.2.5 }, { ip: "fd00:10:244:2::5" }] }
`,
  `
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  clusterIP: 10.96.0.7
  clusterIPs: [10.96.0.7, "fd00:10:96::7"]
  ipFamilies: [IPv4, IPv6]
  ipFamilyPolicy: RequireDualStack
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }]
`,
].join("---\n");

async function readDocument() {
  const { document } = await readPasted({
    text: DUAL_STACK,
    fileName: undefined,
    report: () => undefined,
    signal: new AbortController().signal,
  });
  if (document === undefined) throw new Error("the manifests are read");
  return document;
}

test.each([
  {
    from: "client",
    to: "fd00:192:168:1::21",
    port: 30080,
    at: "fd00:10:244:2::5",
    seen: "fd00:192:168:1::21",
  },
  {
    from: "one",
    to: "fd00:10:96::7",
    port: 80,
    at: "fd00:10:244:2::5",
    seen: "fd00:192:168:1::21",
  },
  { from: "client", to: "192.168.1.21", port: 30080, at: "10.244.2.5", seen: "192.168.1.21" },
  {
    from: "web-1",
    to: "fd00:10:96::7",
    port: 80,
    at: "fd00:10:244:2::5",
    seen: "fd00:192:168:1::22",
  },
])("of a dual-stack cluster $from reaches the pod by $to", async ({ from, to, port, at, seen }) => {
  const document = await readDocument();
  const packet = { ...document.packet, from, to, port };
  const walk = walkOf({ ...document, packet }, 0);
  const [request, answer] = walk.trace?.turns ?? [];
  expect(request?.outcome).toMatchObject({ what: "delivered", at: "web-1" });
  expect(request?.arrived && printAddress(request.arrived.packet.destination)).toBe(at);
  expect(request?.arrived && printAddress(request.arrived.packet.source)).toBe(seen);
  expect(answer?.arrived?.at).toBe(from);
  const family = to.includes(":") ? "IPv6" : "IPv4";
  expect(metRules(walk, "one")?.ruleset.family).toBe(family);
  expect(metRules(walk, "one")?.text).toContain(at);
});
