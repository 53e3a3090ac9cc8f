import { expect, test } from "vitest";
import { nodePort } from "@/scenarios/nodePort";
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
