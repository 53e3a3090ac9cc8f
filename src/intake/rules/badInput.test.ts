import { expect, test } from "vitest";
import { buildWorld, parseAddress, sendPacket } from "@/engine";
import { splitSections } from "../sections/splitSections";
import { readRules } from "./readRules";

/** A hang guard alone: a whole run of all tests keeps a machine busy. */
const OPTIONS = { timeout: 240_000 };

const read = (text: string) => readRules(text, splitSections(text));
const filter = (lines: string) => `*filter\n:INPUT ACCEPT [0:0]\n${lines}\nCOMMIT\n`;

function chainsOf(text: string) {
  const [first] = read(text).rulesets;
  return first?.ruleset.table("filter")?.chains ?? [];
}

/** How a packet to the node ends that has these rules. */
function outcomeOf(text: string): string | undefined {
  const ruleset = read(text).rulesets[0]?.ruleset;
  if (ruleset === undefined) return undefined;
  const { world } = buildWorld({
    nodes: [
      {
        name: "node",
        rules: ruleset,
        interfaces: [{ name: "eth0", network: "net", addresses: ["192.0.2.1/24"] }],
        routes: [],
        sysctls: {},
        ipsets: [],
      },
    ],
    conntrack: "auto",
    hosts: [{ name: "client", network: "net", addresses: ["192.0.2.9"] }],
  });
  const destination = parseAddress("192.0.2.1");
  if (destination === undefined) return undefined;
  const packet = { from: "client", destination, protocol: 6, destinationPort: 80, replies: 0 };
  return sendPacket(world, packet, { kind: "seed", seed: 1 }).trace.turns[0]?.outcome.what;
}

test("one line of 50 MB is kept and not read, which a sentence says", OPTIONS, () => {
  const line = `-A INPUT ${"-m tcp ".repeat(7_200_000)}`;
  const { unknown, rulesets } = read(filter(line));
  expect(unknown).toHaveLength(1);
  expect(unknown[0]).toMatchObject({ line: 3 });
  expect(unknown[0]?.why).toMatch(/more than|after 251 words.*kept and not read/);
  const rule = rulesets[0]?.ruleset.table("filter")?.chain("INPUT")?.rule(1);
  expect(rule?.text.length).toBe(line.trimEnd().length);
});

test("one word of 50 MB is told as a line that is no rule", OPTIONS, () => {
  const { passedOver, rulesets } = read("x".repeat(50_000_000));
  expect(rulesets).toEqual([]);
  expect(passedOver).toHaveLength(1);
});

test("a million empty chains are a million chains", OPTIONS, () => {
  const names = Array.from({ length: 1_000_000 }, (_, number) => `:C${number} - [0:0]`);
  expect(chainsOf(filter(names.join("\n")))).toHaveLength(1_000_003);
});

test("a chain that jumps to itself is read, and refused as the kernel refuses it", () => {
  const text = filter(":X - [0:0]\n-A INPUT -j X\n-A X -j X");
  expect(chainsOf(text).map(({ length }) => length)).toContain(1);
  expect(outcomeOf(text)).toBeDefined();
});

test("a quote that is never closed takes the rest of its line alone", () => {
  const { unknown } = read(filter('-A INPUT -m comment --comment "a -j DROP\n-A INPUT -j DROP'));
  expect(unknown.length).toBeLessThanOrEqual(1);
  expect(outcomeOf(filter('-A INPUT -m comment --comment "a -j DROP\n-A INPUT -j DROP'))).toBe(
    "dropped",
  );
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"])(
  "a chain may be called %s",
  (name) => {
    const text = filter(`:${name} - [0:0]\n-A INPUT -j ${name}\n-A ${name} -j DROP`);
    expect(chainsOf(text).map((chain) => chain.name)).toContain(name);
    expect(outcomeOf(text)).toBe("dropped");
  },
);

test.each([
  "-A INPUT -m __proto__ -j DROP",
  "-A INPUT -p __proto__ -j DROP",
  "-A INPUT --__proto__ x",
  "-A INPUT -j DROP --constructor",
  "-A INPUT -m tcp --toString 1",
  "-A INPUT -j constructor",
])("%s is a rule that is not understood", (rule) => {
  const { unknown, rulesets } = read(filter(rule));
  expect(rulesets[0]?.ruleset.table("filter")?.chain("INPUT")?.length).toBe(1);
  expect(unknown).toHaveLength(1);
});

test("what looks like HTML in a comment is that comment", () => {
  const html = "<img src=x onerror=alert(1)>";
  const text = filter(`-A INPUT -m comment --comment "${html}" -j DROP`);
  const rule = chainsOf(text)[0]?.rule(1);
  expect(rule?.unknown).toBeUndefined();
  expect(rule?.text).toContain(html);
});

test("bytes that are no UTF-8 are read as far as they are", () => {
  const bytes = new Uint8Array([...filter("-A INPUT -j DROP")].map((sign) => sign.charCodeAt(0)));
  const [head, tail] = [bytes.subarray(0, 8), bytes.subarray(8)];
  const mixed = new Uint8Array([0xff, 0xfe, 10, ...head, 0xc3, 10, ...tail, 10, 0xe2, 0x82]);
  const text = new TextDecoder().decode(mixed);
  const { rulesets, passedOver } = readRules(text, splitSections(text), { bytes: mixed });
  expect(rulesets.length + passedOver.length).toBeGreaterThan(0);
});
