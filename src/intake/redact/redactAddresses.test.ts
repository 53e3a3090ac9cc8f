import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAddress, printAddress } from "@/engine";
import { bitsOf } from "./addressBits";
import { AddressMap } from "./addressMap";
import { maskOf } from "./addressMask";
import { freezeFor } from "./freezeFor";
import { addressesIn } from "./redactor";
import { redactSource } from "./redactSource";

function nodeWith(parts: {
  readonly rulesText?: string;
  readonly addresses?: readonly string[];
  readonly ipsets?: readonly string[];
}) {
  const { rulesText = "", addresses = [], ipsets = [] } = parts;
  const nodes = [
    {
      name: "node",
      rulesText,
      interfaces: [{ name: "eth0", addresses }],
      routes: [],
      sysctls: {},
      ipsets,
      unknown: {},
    },
  ];
  return { nodes, hosts: [] };
}

function rulesOf(...rules: readonly string[]): string {
  const bases = ["INPUT", "FORWARD", "OUTPUT"].map((chain) => `:${chain} ACCEPT [0:0]`);
  return ["*filter", ...bases, ...rules, "COMMIT"].join("\n");
}

/** Those that stay, because everybody has them. */
const SAME_EVERYWHERE =
  /^(?:0\.0\.0\.0|127\.0\.0\.1|255\.255\.255\.255|224\.0\.0\.1|169\.254\.169\.254|::1?|ff02::1|fe80::|10\.0\.0\.0)$/;

test.each([
  "fe80::5054:aaff:febb:ccdd",
  "64:ff9b::a25:2c0a",
  "::ffff:a25:2c0a",
  "::a25:2c0a",
  "240.5.6.7",
  "255.37.44.10",
  "169.254.77.88",
  "127.23.4.5",
  "0.37.44.10",
  "239.37.44.10",
  "203.0.113.77",
  "fec0::5054:aaff:febb:ccdd",
  "ff02::1:ffbb:ccdd",
  "2001:db8::5054:aaff:febb:ccdd",
])("%s does not survive, wherever it stands", (address) => {
  const set = address.includes(":") ? "inet6" : "inet";
  const source = nodeWith({
    addresses: [`${address}/${address.includes(":") ? 64 : 24}`, "10.37.44.10/24"],
    rulesText: rulesOf(`-A INPUT -s ${address} -j DROP`),
    ipsets: [`create s hash:ip,mac family ${set}`, `add s ${address},52:54:00:bb:cc:dd`],
  });
  for (let seed = 0; seed < 10; seed++) {
    const { nodes, unchanged } = redactSource(source, seed);
    const left = addressesIn(JSON.stringify(nodes)).filter(
      (one) => canonical(one.address) === canonical(address),
    );
    expect([...left, ...unchanged]).toEqual([]);
    expect(JSON.stringify(nodes)).not.toMatch(/aaff:febb|febb:ccdd|:bb:cc:dd/);
  }
});

test.each([
  ["0.0.0.0", "127.0.0.1", "255.255.255.255", "169.254.169.254", "169.254.20.10", "224.0.0.1"],
  ["::", "::1", "ff02::1"],
])("%s and the like stay, as everybody has them", (...addresses) => {
  const rules = addresses.map((address) => `-A INPUT -d ${address} -j DROP`);
  const { nodes, unchanged } = redactSource(nodeWith({ rulesText: rulesOf(...rules) }), 3);
  for (const address of addresses) expect(nodes[0]?.rulesText).toContain(`-d ${address}/`);
  expect(unchanged).toEqual([]);
});

const OWN = ["10.37.44.10", "172.20.33.5", "88.99.111.222", "192.168.77.3", "240.5.6.7"];

test.each([
  "-A FORWARD -s 10.0.0.77/255.0.0.255 -j DROP",
  "-A FORWARD -d 0.0.0.1/0.0.0.1 -j DROP",
  "-A FORWARD -m recent --set --name r --mask 255.0.0.255 --rsource",
  "-A FORWARD -m iprange --src-range 10.1.2.3-172.31.255.254 -j DROP",
])("one rule keeps no other address from being replaced, nor half of it: %s", (rule) => {
  const others = OWN.map((address) => `-A INPUT -s ${address}/32 -j DROP`);
  for (let seed = 0; seed < 20; seed++) {
    const redacted = redactSource(nodeWith({ rulesText: rulesOf(rule, ...others) }), seed);
    expect(redacted.unchanged.filter((address) => OWN.includes(address))).toEqual([]);
    expect(redacted.nodes[0]?.rulesText).not.toMatch(
      /\b(?:37\.44|20\.33|99\.111|111\.222|168\.77|5\.6)\b/,
    );
  }
});

test("NETMAP keeps no address from being replaced", () => {
  const nat = ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"].map((one) => `:${one} ACCEPT [0:0]`);
  const rules = [
    "*nat",
    ...nat,
    "-A PREROUTING -d 10.1.0.0/16 -j NETMAP --to 10.2.0.0/16",
    ...OWN.map((address) => `-A PREROUTING -s ${address}/32 -j ACCEPT`),
    "COMMIT",
  ].join("\n");
  const { nodes, unchanged } = redactSource(nodeWith({ rulesText: rules }), 3);
  expect(unchanged).toEqual([]);
  expect(nodes[0]?.rulesText).toMatch(/-j NETMAP --to 10\.\d+\.0\.0\/16/);
  expect(nodes[0]?.rulesText).not.toMatch(/44\.10|33\.5|111\.222/);
});

/** An address or a mask, with long runs of ones and zeros in it as they are written. */
const part = fc.constantFrom(0, 0, 255, 255, 240, 15, 1);
const oddMask = fc.tuple(part, part, part, part).map((parts) => parts.join("."));
const address = fc
  .tuple(fc.constantFrom(10, 81, 127, 240), fc.nat(255), fc.nat(3), fc.nat(255))
  .map((parts) => parts.join("."));

test("a mask with any holes asks the same of every address afterwards, and NETMAP carries the same bits", () => {
  fc.assert(
    fc.property(
      fc.nat(),
      oddMask,
      address,
      address,
      fc.integer({ min: 1, max: 31 }),
      (seed, mask, one, other, length) => {
        const bits = maskOf(mask, 32) ?? 0n;
        const network = maskOf(String(length), 32) ?? 0n;
        const texts = [`-s ${one}/${mask} -j NETMAP --to ${other}/${length}`];
        const map = new AddressMap({ seed, frozen: freezeFor(["10.37.44.10/24"], texts) });
        const moved = (text: string) => numberOf(map.map(parseAddress(text) ?? fail(text)));
        expect((moved(one) & bits) === (moved(other) & bits)).toBe(
          (numberOf(one) & bits) === (numberOf(other) & bits),
        );
        const carried = (numberOf(one) & ~network) | (numberOf(other) & network);
        expect(moved(printIpv4(carried))).toBe((moved(one) & ~network) | (moved(other) & network));
      },
    ),
    { numRuns: 1000 },
  );
});

function canonical(text: string): string {
  return printAddress(parseAddress(text) ?? fail(text));
}

function numberOf(text: string): bigint {
  return bitsOf(parseAddress(text) ?? fail(text)).value;
}

function printIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".");
}

function fail(text: string): never {
  throw new Error(`${text} is no address`);
}

test("well-known addresses are few: an address of every kind that is not one of them is told or replaced", () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), fc.nat(), (value, seed) => {
      const text = printIpv4(BigInt(value));
      if (SAME_EVERYWHERE.test(text)) return;
      const rules = rulesOf(`-A INPUT -s ${text}/32 -j DROP`);
      const { nodes, unchanged } = redactSource(nodeWith({ rulesText: rules }), seed);
      const stays = nodes[0]?.rulesText.includes(`-s ${text}/32`) === true;
      expect(stays && !unchanged.includes(text)).toBe(false);
    }),
    { numRuns: 300 },
  );
});
