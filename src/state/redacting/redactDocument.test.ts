import { expect, test } from "vitest";
import { flannelLost } from "@/scenarios/flannelLost";
import { fragmentClusterIp } from "@/scenarios/fragmentClusterIp";
import { networkPolicy } from "@/scenarios/networkPolicy";
import type { PastedSource, WalkDocument } from "@/scenarios/walkDocument";
import { outcomeSentence } from "@/scene/narration/outcomeSentence";
import { plainText } from "@/scene/narration/sentence";
import { collectedNode } from "@/workers/testing/collectedNode";
import { readPasted } from "../pasteReading";
import { walkOf } from "../walk/walkOf";
import { redactDocument } from "./redactDocument";

type Pasted = WalkDocument & { readonly source: PastedSource };

function isPasted(document: WalkDocument | undefined): document is Pasted {
  return document?.source.kind === "pasted";
}

async function read(text: string): Promise<Pasted> {
  const { document } = await readPasted({
    text,
    fileName: undefined,
    report: () => undefined,
    signal: new AbortController().signal,
  });
  if (!isPasted(document)) throw new Error("a dump was expected");
  return document;
}

/** What becomes of a packet, without who and where: kinds of hops, rules by number, and the outcome. */
function fate(document: WalkDocument): string {
  const { trace, problem } = walkOf(document, 0);
  if (trace === undefined) return `no walk: ${problem}`;
  const hops = trace.turns.flatMap(({ hops: all }) =>
    all.map((hop) => ("table" in hop ? `${hop.hook} ${hop.table} ${hop.ruleNumber}` : hop.kind)),
  );
  return [...hops, trace.turns.map(({ outcome }) => outcome.what).join(" ")].join("; ");
}

const PACKETS = 100;
const OPTIONS = { report: () => undefined, signal: new AbortController().signal };

test("100 packets fare alike in each redacted document, and in what is read of its text", async () => {
  const documents = [
    await read(collectedNode("node-a")),
    ...[fragmentClusterIp, flannelLost, networkPolicy].map(({ document }) => document),
  ];
  for (const document of documents.filter(isPasted)) {
    const addresses = addressesOf(document.source);
    for (let number = 0; number < PACKETS; number++) {
      const sent: Pasted = {
        ...document,
        packet: {
          ...document.packet,
          from: pick([...document.source.nodes, ...document.source.hosts], number)?.name ?? "",
          to: pick(addresses, number * 7 + 3) ?? "",
          protocol: number % 3 === 0 ? "udp" : "tcp",
          port: pick([53, 80, 8080, 30053, 30080, 443], number * 5) ?? 80,
        },
      };
      const redacted = await redactDocument(sent, number + 1, OPTIONS);
      expect(fate(redacted.document)).toBe(fate(sent));
    }
  }
  expect(documents.filter(isPasted).length).toBeGreaterThan(2);
});

test("a collected node is printed redacted, and read again it walks the same", async () => {
  const document = await read(collectedNode("node-a"));
  const { text, document: redacted, replaced } = await redactDocument(document, 3, OPTIONS);
  for (const secret of ["10.0.0.10", "10.244.1.7", "refused", "node-a", "cali1", "dns-1"])
    expect(text).not.toContain(secret);
  expect(replaced.length).toBeGreaterThan(8);
  const again = await read(text);
  const [node] = again.source.nodes;
  const [expected] = redacted.source.kind === "pasted" ? redacted.source.nodes : [];
  expect(node).toMatchObject({
    name: expected?.name,
    ipsets: expected?.ipsets,
    routes: expected?.routes,
    connections: expected?.connections,
  });
  expect(node?.interfaces.map(({ name, addresses }) => ({ name, addresses }))).toEqual(
    expected?.interfaces.map(({ name, addresses }) => ({ name, addresses })),
  );
  const { packet } = redacted;
  expect(fate({ ...again, packet: { ...packet, from: again.packet.from } })).toBe(fate(document));
  const { trace } = walkOf(again, 0);
  expect(trace && plainText(outcomeSentence(trace))).toBeTruthy();
});

function addressesOf({ nodes, hosts }: PastedSource): readonly string[] {
  const own = nodes.flatMap(({ interfaces }) => interfaces.flatMap(({ addresses }) => addresses));
  const spoken = nodes.flatMap(({ rulesText }) => rulesText.match(/\d+\.\d+\.\d+\.\d+/g) ?? []);
  return [...own, ...hosts.flatMap(({ addresses }) => addresses), ...spoken].map(
    (text) => text.split("/")[0] ?? text,
  );
}

function pick<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % items.length];
}
