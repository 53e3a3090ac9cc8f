import fc from "fast-check";
import { expect, test } from "vitest";
import { printRuleset } from "@/engine";
import { splitSections } from "../sections/splitSections";
import { readRules } from "./readRules";

const read = (...lines: readonly string[]) => {
  const text = lines.join("\n");
  return readRules(text, splitSections(text));
};
const printed = (...lines: readonly string[]) =>
  read(...lines).rulesets.map(({ ruleset }) => printRuleset(ruleset).split("\n"));
const rulesOf = (...lines: readonly string[]) =>
  printed(...lines)
    .flat()
    .filter((line) => /^(?:\*|-A)/.test(line));

const SAVE = ["*filter", ":INPUT ACCEPT [0:0]", "-A INPUT -j DROP", "COMMIT"];

test("a save text alone is read as it is", () => {
  const [ruleset] = read(...SAVE, "").rulesets;
  expect(ruleset?.text).toBe([...SAVE, ""].join("\n"));
});

test("tables that several commands printed are put together, the lines being those of the paste", () => {
  const lines = [
    "$ iptables -S",
    "-P INPUT DROP",
    "-A INPUT -m frob -j DROP",
    "$ iptables -t nat -nvL",
    "Chain PREROUTING (policy ACCEPT 0 packets, 0 bytes)",
    "pkts bytes target prot opt in out source destination",
    "0 0 DNAT tcp -- * * 0.0.0.0/0 10.0.0.1 tcp dpt:80 to:10.244.0.5:8080",
  ];
  expect(rulesOf(...lines)).toEqual([
    "*filter",
    "-A INPUT -m frob -j DROP",
    "*nat",
    "-A PREROUTING -d 10.0.0.1/32 -p tcp -m tcp --dport 80 -j DNAT --to-destination 10.244.0.5:8080",
  ]);
  expect(read(...lines).unknown).toMatchObject([{ line: 3, text: "frob" }]);
});

test("both families in one paste are two rulesets", () => {
  const { rulesets } = read("# iptables -S", "-P INPUT DROP", "# ip6tables -S", "-P INPUT DROP");
  expect(rulesets.map(({ ruleset }) => ruleset.family)).toEqual(["IPv4", "IPv6"]);
});

test("a table that is shown twice is read where more is said of it, and the other is passed over", () => {
  const base = ["INPUT", "FORWARD", "OUTPUT"];
  const lines = [
    "# iptables -L -n",
    ...base.map((name) => `Chain ${name} (policy ACCEPT)`),
    "DROP all -- 0.0.0.0/0 0.0.0.0/0",
    "# iptables -S",
    ...base.map((name) => `-P ${name} ACCEPT`),
    "-A OUTPUT -o eth0 -j DROP",
  ];
  expect(rulesOf(...lines)).toEqual(["*filter", "-A OUTPUT -o eth0 -j DROP"]);
  expect(read(...lines).passedOver.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
});

test("what was cut out of a table that is there whole is passed over where it says the same", () => {
  const lines = [...SAVE, "```", "-A INPUT -j DROP", "-A INPUT -j LOG"];
  expect(rulesOf(...lines)).toEqual(["*filter", "-A INPUT -j DROP", "-A INPUT -j LOG"]);
});

test("rules in colours, behind grep's file names and with CRLF are read", () => {
  expect(
    rulesOf(
      "\u001b[35mn.txt\u001b[m:3:-A KUBE-SVC-A -j \u001b[31mKUBE-SEP-A\u001b[m\r",
      "n.txt-4-:KUBE-SEP-A - [0:0]\r",
    ),
  ).toEqual(["*nat", "-A KUBE-SVC-A -j KUBE-SEP-A"]);
});

const PIECES = [
  "$ iptables -t nat -nvL",
  "# ip6tables -S",
  "### chainwalk: iptables-save -c",
  "#!/bin/sh",
  "```",
  "*nat",
  "COMMIT",
  "Chain __proto__ (1 references)",
  "Chain INPUT (policy ACCEPT 1K packets, 2M bytes)",
  "num pkts bytes target prot opt in out source destination",
  "1 1 1K DNAT tcp -- * * 0.0.0.0/0 anywhere tcp dpt:80 to:1.2.3.4",
  "ACCEPT all ::/0 ::/0 recent: SET",
  ":constructor - [0:0]",
  "-P INPUT DROP",
  "-N __proto__",
  "-A INPUT -j __proto__",
  '[1:2] -A X -m comment --comment "',
  "iptables -A INPUT -s $X -j DROP",
  "X=1; iptables -I INPUT 2 -j DROP || iptables -F \\",
  "for x in 1; do",
  "done",
  "words",
  "/* <b> */",
];
const anyText = fc
  .array(
    fc.tuple(fc.constantFrom(...PIECES), fc.nat(80), fc.nat(80), fc.string({ maxLength: 5 })),
    {
      maxLength: 40,
    },
  )
  .map((parts) =>
    parts
      .map(([piece, from, to, put]) =>
        from < to && from % 3 === 0 ? piece.slice(0, from) + put + piece.slice(to) : piece,
      )
      .join("\n"),
  );

test("nothing throws, and no line of the result is outside of the text", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { unknown, passedOver, diagnostics } = readRules(text, splitSections(text));
      const count = text.split("\n").length;
      for (const { line } of [...unknown, ...passedOver, ...diagnostics.map(({ at }) => at)]) {
        expect(line).toBeGreaterThanOrEqual(0);
        expect(line).toBeLessThanOrEqual(count);
      }
    }),
    { numRuns: 500 },
  );
});

test("a heading Table: NAME, as service iptables status prints it, tells the table of the listing", () => {
  const listing = (chain: string, row: string) => [
    `Chain ${chain} (policy ACCEPT)`,
    "num  target     prot opt source               destination",
    `1    ${row}  tcp  --  0.0.0.0/0  0.0.0.0/0`,
    "",
  ];
  const { rulesets, assumed, passedOver } = read(
    ...["Table: mangle", ...listing("PREROUTING", "MARK"), "Table: filter"],
    ...listing("INPUT", "DROP"),
  );
  const tables = rulesets.flatMap(({ ruleset }) => ruleset.tables.map(({ name }) => name));
  expect(tables).toEqual(["mangle", "filter"]);
  expect({ assumed, passedOver }).toEqual({ assumed: [], passedOver: [] });
});

test("a row without a chain in a listing that is not read is passed over with it", () => {
  const { passedOver } = read(
    "*filter",
    "-A FORWARD -j ACCEPT",
    "6    ACCEPT     tcp  --  10.0.0.0/8           anywhere             tcp dpt:ssh",
    "Chain FORWARD (policy ACCEPT)",
    "num  target     prot opt source               destination",
    "Chain INPUT (policy ACCEPT)",
    "Chain OUTPUT (policy ACCEPT)",
  );
  expect(passedOver.map(({ line }) => line)).toEqual([3, 4, 6, 7]);
});
