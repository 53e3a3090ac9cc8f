import { expect, test } from "vitest";
import {
  buildWorld,
  type PacketRequest,
  parseAddress,
  parseRuleset,
  type WorldSpec,
} from "@/engine";
import { readRecorderCase } from "@/intake/recorder-case/recorderCase";
import { addressesIn } from "@/intake/redact/redactor";
import { type RedactedSource, redactSource } from "@/intake/redact/redactSource";
import { recordedFiles } from "./recordedCases";
import { redactRequest, redactView, walk } from "./redactedView";

const PACKETS_PER_CASE = 12;
/**
 * The kernel takes one address of a range by a hash of the sender's, which is another one then; and u32 and bpf look at
 * addresses as numbers, which are left as they are.
 */
const DEPENDS_ON_NUMBERS = /--to-\S+ \[?[0-9a-f.:]+\]?-\[?[0-9a-f]+[.:]|--u32 |--bytecode /i;

test("packets fare alike in a redacted world, hop for hop, in every recorded case", async () => {
  let walked = 0;
  for (const { name, load } of recordedFiles) {
    for (const [index, { case: written }] of (await load()).entries()) {
      const case_ = worldOfCase(written);
      if (case_ === undefined || DEPENDS_ON_NUMBERS.test(JSON.stringify(written))) continue;
      const { spec, requests, texts } = case_;
      const redacted = redactSource(texts, index + 1);
      const own = buildWorld(spec).world;
      const other = buildWorld(specOf(spec, redacted)).world;
      for (const request of [...requests, ...randomRequests(spec, texts, index)]) {
        const there = walk(other, redactRequest(request, redacted.redactor));
        expect(there, `${name}, case ${index + 1}`).toEqual(
          redactView(walk(own, request), "", redacted.redactor),
        );
        walked++;
      }
    }
  }
  expect(walked).toBeGreaterThan(500);
});

type Texts = Parameters<typeof redactSource>[0];

function worldOfCase(written: Readonly<Record<string, unknown>>) {
  const read = readRecorderCase(written);
  if (!read.ok || read.value.refusal !== undefined) return undefined;
  const { spec, packets } = read.value;
  const nodes = Object.entries((written.nodes ?? { node: written.node }) as Record<string, object>);
  const rulesOf = (name: string): string => {
    const own = nodes.find(([node]) => node === name)?.[1] as { rules?: unknown } | undefined;
    const lines = own?.rules ?? written.rules ?? "";
    return Array.isArray(lines) ? lines.join("\n") : String(lines);
  };
  const texts: Texts = {
    nodes: spec.nodes.map(({ rules, rulesOfOtherFamily: _, unknown = {}, ...node }) => ({
      ...node,
      unknown,
      rulesText: rulesOf(node.name),
    })),
    hosts: spec.hosts,
  };
  return { spec, texts, requests: packets.map(({ request }) => request) };
}

function specOf(spec: WorldSpec, { nodes, hosts }: RedactedSource): WorldSpec {
  return {
    ...spec,
    hosts,
    nodes: nodes.map(({ rulesText, ...node }, index) => ({
      ...node,
      rules: parseRuleset(rulesText, { family: spec.nodes[index]?.rules.family }).ruleset,
    })),
  };
}

/** Anybody to any address that the case speaks of, and its neighbours, from numbers that depend on the case alone. */
function randomRequests(spec: WorldSpec, texts: Texts, seed: number): readonly PacketRequest[] {
  const all = JSON.stringify([texts.hosts, texts.nodes]);
  const addresses = addressesIn(all).map(({ address }) => address);
  const ports = [...all.matchAll(/(?:port|ports) (\d+)/g)].map(([, port]) => Number(port));
  const senders = [...spec.nodes, ...spec.hosts].map(({ name }) => name);
  let state = seed + 1;
  const pick = <Item>(from: readonly Item[]): Item | undefined => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return from[Math.floor((state / 2 ** 32) * from.length)];
  };
  return Array.from({ length: PACKETS_PER_CASE }, () => pick(addresses)).flatMap((text) => {
    const destination = parseAddress(text ?? "");
    const from = pick(senders);
    if (destination === undefined || from === undefined) return [];
    const protocol = pick([6, 17]) ?? 6;
    const request = { from, destination, protocol, sourcePort: 40000, icmp: undefined, replies: 1 };
    return { ...request, destinationPort: pick([80, 53, ...ports]) ?? 80 };
  });
}
