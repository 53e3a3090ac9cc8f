import fc from "fast-check";
import { expect, test } from "vitest";
import type { Address } from "../net/address";
import type { Packet } from "../net/packet";
import { TCP, UDP } from "../net/protocol";
import { parseRuleset } from "../ruleset/parseRuleset";
import type { Chain } from "../ruleset/ruleset";
import { ChainIndex } from "./chainIndex";

function chainOf(rules: readonly string[]): Chain {
  const lines = rules.map((rule) => `-A FORWARD ${rule}`);
  const text = ["*filter", ":FORWARD ACCEPT [0:0]", ...lines, "COMMIT", ""].join("\n");
  const chain = parseRuleset(text).ruleset.table("filter")?.chain("FORWARD");
  if (chain === undefined) throw new Error("there is a chain");
  return chain;
}

function packetTo(destination: number, protocol: number, destinationPort: number): Packet {
  return {
    source: 0x0a000001 as Address,
    destination: destination as Address,
    protocol,
    sourcePort: 40000,
    destinationPort,
    tcpFlags: 0,
    icmp: undefined,
    ttl: 64,
    tos: 0,
    payloadBytes: 0,
    mark: 0,
    inner: undefined,
  };
}

function candidates(chain: Chain, packet: Packet): readonly number[] {
  const rules = new ChainIndex(chain).candidatesFor(packet);
  const found: number[] = [];
  for (let next = rules.from(1); next !== undefined; next = rules.from(next + 1)) found.push(next);
  return found;
}

test("only rules whose address, protocol and port fit are tried, in order, and those that cannot be told by them", () => {
  const chain = chainOf([
    "-d 10.96.0.1/32 -p tcp -m tcp --dport 80 -j ACCEPT",
    "-d 10.96.0.2/32 -p tcp -m tcp --dport 80 -j ACCEPT",
    "-d 10.96.0.0/24 -j LOG",
    "-p udp -j DROP",
    "-p tcp -m tcp --dport 443 -j ACCEPT",
    "! -d 10.96.0.1/32 -j ACCEPT",
    "-m recent --name seen --set -p tcp -m tcp --dport 443",
    "-d 10.96.0.9/32 -m recent --name seen --set",
    "-d 10.96.0.1/32 -j DROP",
  ]);
  const web = packetTo(0x0a600001, TCP, 80);
  expect(candidates(chain, web)).toEqual([1, 3, 6, 7, 9]);
  expect(candidates(chain, packetTo(0x0a610001, TCP, 443))).toEqual([5, 6, 7]);
  expect(candidates(chain, packetTo(0x0a610001, UDP, 443))).toEqual([4, 6]);
});

test("a chain may compare addresses under more masks than the index keeps apart", () => {
  const rule = fc.tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(rule, { minLength: 30, maxLength: 60 }), fc.nat(59), (tests, at) => {
      const chain = chainOf(
        tests.map(([mask, bits]) => `-d ${dotted(bits * 0x01010101)}/${dotted(mask)} -j LOG`),
      );
      const [, bits = 0] = tests[at % tests.length] ?? [];
      const destination = (bits * 0x01010101) >>> 0;
      const matching = tests.flatMap(([otherMask, otherBits], index) =>
        ((destination ^ (otherBits * 0x01010101)) & otherMask) === 0 ? [index + 1] : [],
      );
      const found = candidates(chain, packetTo(destination, TCP, 80));
      expect(found).toEqual([...found].sort((one, other) => one - other));
      expect(found).toEqual(expect.arrayContaining(matching));
    }),
    { numRuns: 50, seed: 2 },
  );
});

function dotted(address: number): string {
  const bits = address >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join(".");
}
