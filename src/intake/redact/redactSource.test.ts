import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAddress, parseRuleset } from "@/engine";
import { AddressMap } from "./addressMap";
import { FrozenBits } from "./frozenBits";
import { type RedactableSource, redactSource } from "./redactSource";
import { freezeWellKnown } from "./wellKnownAddresses";

/** A node on which everything that somebody could have named is called by a word of `secrets`. */
function nodeOf(secrets: readonly string[], addresses: readonly string[]): RedactableSource {
  const word = (index: number) => secrets[index % secrets.length] ?? "";
  const address = (index: number) => addresses[index % addresses.length] ?? "";
  const rulesText = [
    `${word(0)}@${word(1)}:~# iptables-save   ${address(0)} is prose`,
    "*filter",
    ":INPUT ACCEPT [0:0]",
    ":FORWARD DROP [7:420]",
    ":OUTPUT ACCEPT [0:0]",
    `:${word(2)} - [0:0]`,
    ":KUBE-SVC-CDGGSHYLG3RE2FKL - [0:0]",
    `-A FORWARD -s ${address(0)}/32 -i ${word(3)} -o ${word(4)}+ -m comment --comment "${word(5)} of ${word(6)}" -j ${word(2)}`,
    `-A ${word(2)} -m comment --comment "${word(7)}/${word(8)}:${word(9)} cluster IP" -m tcp -p tcp --dport 80 -j KUBE-SVC-CDGGSHYLG3RE2FKL`,
    `-A ${word(2)} -m set --match-set ${word(10)} src,dst -j LOG --log-prefix "${word(11)}: "`,
    `-A ${word(2)} -m string --string "${word(12)} ${word(14)}" --algo bm -j ${word(13)}`,
    `-A ${word(2)} -m nobody-knows --frob ${word(15)} 10/sec -j DROP`,
    `-A ${word(2)} -m recent --name ${word(16)} --rcheck -m owner --uid-owner ${word(17)} -j RETURN`,
    `-A ${word(2)} -m mac --mac-source 52:54:00:12:34:56 -m iprange --src-range ${address(1)}-${address(1)} -j ACCEPT`,
    "COMMIT",
  ].join("\n");
  return {
    nodes: [
      {
        name: word(18),
        rulesText,
        interfaces: [
          { name: word(3), addresses: [`${address(2)}/24`], network: word(19) },
          { name: `${word(4)}7`, addresses: [] },
        ],
        routes: [
          `default via ${address(3)} dev ${word(3)}`,
          `${address(0)}/32 dev ${word(4)}7 table ${word(20)}`,
        ],
        routingRules: [`from ${address(0)} iif ${word(3)} lookup ${word(20)}`],
        sysctls: { [`net/ipv4/conf/${word(3)}/rp_filter`]: 1, "net/ipv4/ip_forward": 1 },
        ipsets: [
          `create ${word(10)} hash:net,iface family inet hashsize 1024 maxelem 65536 comment`,
          `add ${word(10)} ${address(1)}/32,${word(3)} comment "${word(21)} ${word(22)}"`,
        ],
        connections: [
          `tcp 6 300 ESTABLISHED src=${address(0)} dst=${address(1)} sport=1 dport=2 src=${address(1)} dst=${address(0)} sport=2 dport=1 [ASSURED] secctx=${word(23)} mark=0 use=1`,
        ],
        unknown: {},
      },
    ],
    hosts: [
      { name: word(24), network: word(19), addresses: [address(3)], gateway: word(18) },
      { name: word(25), network: `${word(18)}/${word(4)}7`, addresses: [address(0)] },
    ],
  };
}

/** Words that are found in no rule by themselves; long enough not to be in another word. */
const secret = fc
  .stringMatching(/^[b-df-hj-np-tv-z][b-df-hj-np-tv-z0-9]{6,8}$/)
  .map((word) => `zq${word}`.slice(0, 11));
const own = fc
  .tuple(
    fc.constantFrom(10, 172, 192, 34, 81),
    fc.nat(255),
    fc.nat(255),
    fc.integer({ min: 2, max: 250 }),
  )
  .map(([first, ...rest]) => {
    const [second, ...others] = rest;
    if (first === 172) return [172, 16 + (second % 16), ...others].join(".");
    return [first, first === 192 ? 168 : second, ...others].join(".");
  });

test("no address, name or comment of the original is in a redacted dump", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(secret, { minLength: 26, maxLength: 26 }),
      fc.uniqueArray(own, { minLength: 4, maxLength: 4 }),
      fc.nat(),
      (secrets, addresses, seed) => {
        const { nodes, hosts, unchanged } = redactSource(nodeOf(secrets, addresses), seed);
        const text = JSON.stringify([nodes, hosts]);
        const left = [...secrets, ...addresses].filter((word) => text.includes(`${word}`));
        expect(
          left.filter((word) => !unchanged.includes(word) && !isPartOfAddress(word, text)),
        ).toEqual([]);
        expect(text).not.toContain("52:54:00:12:34:56");
      },
    ),
    { numRuns: 300 },
  );
});

/** `10.1.1.2` stands in `10.1.1.25`, which is another one. */
function isPartOfAddress(word: string, text: string): boolean {
  const whole = new RegExp(`(?<![\\d.])${word.replaceAll(".", "\\.")}(?![\\d])`);
  return /^\d/.test(word) && !whole.test(text);
}

test("the rules stay rules: as many, in the same chains, with the same numbers", () => {
  const secrets = Array.from(
    { length: 26 },
    (_, index) => `secret${String.fromCharCode(97 + index)}x`,
  );
  const source = nodeOf(secrets, ["10.1.2.3", "10.1.2.4", "10.9.9.9", "81.2.69.142"]);
  const { nodes } = redactSource(source, 5);
  const text = nodes[0]?.rulesText ?? "";
  const before = parseRuleset(source.nodes[0]?.rulesText ?? "").ruleset.table("filter");
  const after = parseRuleset(text).ruleset.table("filter");
  expect(after?.chains.map(({ length }) => length)).toEqual(
    before?.chains.map(({ length }) => length),
  );
  expect(text).toContain(":FORWARD DROP [7:420]");
  expect(text).toMatch(/^:KUBE-SVC-X+[A-J] - \[0:0\]$/m);
  expect(text).toMatch(/--comment "namespace-1\/service-1:port-1 cluster IP"/);
  expect(text).toContain("10/sec");
});

test("the same thing has the same name in rules, routes, sets, connections and hosts", () => {
  const secrets = Array.from(
    { length: 26 },
    (_, index) => `secret${String.fromCharCode(97 + index)}x`,
  );
  const { nodes, hosts, replaced } = redactSource(
    nodeOf(secrets, ["10.1.2.3", "10.1.2.4", "10.9.9.9", "81.2.69.142"]),
    5,
  );
  const to = (from: string) => replaced.find((one) => one.from === from)?.to ?? "";
  const [node] = nodes;
  expect(node?.rulesText).toContain(`-s ${to("10.1.2.3")}/32`);
  expect(node?.routes[1]).toContain(`${to("10.1.2.3")}/32`);
  expect(node?.connections?.[0]).toContain(`src=${to("10.1.2.3")} `);
  expect(node?.ipsets[1]).toContain(`${to("10.1.2.4")}/32,${node?.interfaces[0]?.name}`);
  expect(node?.ipsets[0]).toContain(`create ${to("secretkx")} `);
  expect(node?.rulesText).toContain(`--match-set ${to("secretkx")} src,dst`);
  expect(hosts[1]).toMatchObject({
    network: `${node?.name}/${node?.interfaces[1]?.name}`,
    addresses: [to("10.1.2.3")],
  });
  expect(
    node?.interfaces[1]?.name.startsWith(/-o (\S+)\+/.exec(node?.rulesText ?? "")?.[1] ?? "?"),
  ).toBe(true);
});

test("two addresses begin alike afterwards with as many bits as before, and stay in special ranges", () => {
  const frozen = new FrozenBits();
  freezeWellKnown(frozen);
  const address = fc
    .nat(0xffffffff)
    .map((bits) => [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join("."));
  fc.assert(
    fc.property(fc.nat(), address, address, (seed, one, other) => {
      const map = new AddressMap({ seed, frozen });
      const moved = [one, other].map((text) => map.map(parseAddress(text) ?? fail(text)));
      expect(commonBits(moved[0] ?? "", moved[1] ?? "")).toBe(commonBits(one, other));
      for (const [at, text] of [one, other].entries())
        expect(rangeOf(moved[at] ?? "")).toBe(rangeOf(text));
    }),
    { numRuns: 2000 },
  );
});

/** `127.`, `169.254.`, `240/4`; "" for an address in no such range. */
function rangeOf(text: string): string {
  const first = Number(text.split(".")[0]);
  if (first >= 224) return first >= 240 ? "240/4" : "224/4";
  return /^(?:127|0|10|169\.254|192\.168)\./.exec(text)?.[0] ?? "";
}

function commonBits(one: string, other: string): number {
  const value = (text: string) =>
    text.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  return Math.clz32(value(one) ^ value(other));
}

function fail(text: string): never {
  throw new Error(`${text} is no address`);
}

test("an address as a number in u32 or bpf is left out with its test, whether it stands elsewhere or not, and counted", () => {
  const base = nodeOf(["secret"], ["10.1.2.3"]);
  const rules = [
    "*filter",
    ":INPUT ACCEPT [0:0]",
    ":FORWARD ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    '-A INPUT -m u32 --u32 "0xc=0xa010203" -j DROP',
    '-A INPUT -m bpf ! --bytecode "4,32 0 0 12,21 0 1 167838211,6 0 0 1,6 0 0 0" -j DROP',
    '-A INPUT -m u32 --u32 "0x6&0xff=0x1" -j DROP',
    "COMMIT",
  ].join("\n");
  const nodes = base.nodes.map((node) => ({ ...node, rulesText: rules }));
  const redacted = redactSource({ ...base, nodes }, 5);
  const text = redacted.nodes[0]?.rulesText ?? "";
  expect(text).not.toMatch(/0xa010203|167838211/);
  expect(text).toContain('-A INPUT -m u32 --u32 "0x6&0xff=0x1" -j DROP');
  expect(parseRuleset(text).unknown).toEqual([]);
  expect(redacted.rulesLeftOpen).toBe(2);
});
