import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Family, parseRuleset, printRuleset, type TableName } from "@/engine";
import type { ConvertedRules } from "../rules/convertedRules";
import { readRules } from "../rules/readRules";
import { splitSections } from "../sections/splitSections";
import { readListing } from "./readListing";

const HEADER = "pkts bytes target prot opt in out source destination";

function read(...lines: readonly string[]): readonly ConvertedRules[] {
  return splitSections(lines.join("\n"))
    .filter(({ kind }) => kind === "iptables-L")
    .flatMap(readListing);
}

const linesOf = (rules: readonly ConvertedRules[]) =>
  rules.flatMap(({ lines }) => lines.map(({ text }) => text));

interface Listed {
  readonly table: TableName;
  readonly rule: string;
  readonly listed: string;
  readonly family?: Family;
}

const LISTED: readonly Listed[] = readFileSync(
  join(__dirname, "../../../conformance/listed/iptables-1.8.9.jsonl"),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Listed);

/** Lines as the engine saves them, so that two ways to write the same rule compare equal. */
function saved(lines: readonly string[], { table, family = "IPv4" }: Listed): readonly string[] {
  const text = [`*${table}`, ":USER - [0:0]", ...lines, "COMMIT", ""].join("\n");
  return printRuleset(parseRuleset(text, { family }).ruleset)
    .split("\n")
    .filter((line) => line.startsWith("-A"));
}

test("every match and target that iptables lists is read back into the rule it lists", () => {
  const differing = LISTED.filter((one) => {
    const chain = one.rule.split(" ")[1] ?? "";
    const tool = one.family === "IPv6" ? "ip6tables" : "iptables";
    const rules = read(
      `# ${tool} -t ${one.table} -nvxL ${chain}`,
      `Chain ${chain} (1 references)`,
      HEADER,
      one.listed,
    );
    const rows = linesOf(rules).filter((line) => !line.startsWith(":"));
    return saved(rows, one).join("\n") !== saved([one.rule], one).join("\n");
  });
  // A listing does not show the name of a hashlimit, by which rules share what they have counted.
  expect(differing.filter(({ rule }) => !rule.includes("-m hashlimit"))).toEqual([]);
  expect(LISTED.length).toBeGreaterThan(200);
});

test("without -v the interfaces are not shown, so each rule has a part that nobody knows", () => {
  const [rules] = read(
    "Chain INPUT (policy DROP)",
    "num  target     prot opt source               destination",
    "1    ACCEPT     tcp  --  10.0.0.0/8           anywhere             tcp dpt:ssh ctstate NEW",
    "2               udp  -f !localhost            base-address.mcast.net/24 /* a */",
  );
  const hidden = '-m hidden --part "interfaces not shown"';
  expect(rules?.lines.map(({ text }) => text)).toEqual([
    ":INPUT DROP [0:0]",
    `-A INPUT -s 10.0.0.0/8 -p tcp -m tcp --dport ssh -m conntrack --ctstate NEW ${hidden} -j ACCEPT`,
    `-A INPUT ! -s 127.0.0.1 -d 224.0.0.0/24 -p udp -f -m comment --comment "a" ${hidden}`,
  ]);
  expect(rules?.lost.map(({ what }) => what.split(" ").slice(0, 5).join(" "))).toEqual([
    "iptables -L shows interfaces with",
    "iptables -L shows counters with",
    "iptables -L prints names for",
  ]);
});

test("rounded counters are read as what they stand for, and said to be rounded", () => {
  const [rules] = read(
    "Chain FORWARD (policy ACCEPT 14M packets, 3670M bytes)",
    HEADER,
    " 487K   32M ACCEPT  all  --  any    !eth0   0.0.0.0/0  anywhere",
    "   12   720 ACCEPT  0    --  veth+  *       0.0.0.0/0  !10.0.0.1",
  );
  expect(rules?.lines.map(({ text }) => text)).toEqual([
    ":FORWARD ACCEPT [14000000:3670000000]",
    "[487000:32000000] -A FORWARD ! -o eth0 -j ACCEPT",
    "[12:720] -A FORWARD ! -d 10.0.0.1 -i veth+ -j ACCEPT",
  ]);
  expect(rules?.lost.at(0)?.what).toContain("Counters that end in K, M or G are rounded");
});

test("IPv6 listings of old versions have no opt column, and flags stand close to ports", () => {
  const [rules] = read(
    "Chain INPUT (policy ACCEPT)",
    "target     prot opt source               destination         ",
    "LOG_DROP   all      ::1/128              ::/0                ",
    "           tcp      ::/0                 2001:db8::/48       tcp dpt:22flags: 0x17/0x02",
    "DROP       tcp      ::/0                 ::/0                tcpflags: 0x3F/0x00",
  );
  expect(rules?.family).toBe("IPv6");
  expect(rules?.lines.map(({ text }) => text.replace(/ -m hidden --part "[^"]*"/, ""))).toEqual([
    ":INPUT ACCEPT [0:0]",
    "-A INPUT -s ::1/128 -j LOG_DROP",
    "-A INPUT -d 2001:db8::/48 -p tcp -m tcp --dport 22 --tcp-flags FIN,SYN,RST,ACK SYN",
    "-A INPUT -p tcp -m tcp --tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE -j DROP",
  ]);
});

test("base chains behind user chains begin another table, told by the command or by the chains", () => {
  const filter = [
    "Chain INPUT (policy ACCEPT)",
    "Chain FORWARD (policy ACCEPT)",
    "Chain OUTPUT (policy ACCEPT)",
  ];
  const nat = ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"].map(
    (name) => `Chain ${name} (policy ACCEPT)`,
  );
  const both = read(...filter, "Chain X (0 references)", ...nat);
  expect(both.map(({ table }) => table)).toEqual(["filter", "nat"]);
  expect(both.flatMap(({ assumed }) => assumed)).toHaveLength(2);
  expect(read("$ iptables -t mangle -L", "Chain X (0 references)")[0]?.table).toBe("mangle");
  expect(read("Chain X (0 references)")[0]?.table).toBeUndefined();
});

test("words that nobody knows and rows without a chain are listed as not understood", () => {
  const [rules] = read(
    `  ${HEADER}`,
    "0 0 DROP all -- * * 0.0.0.0/0 0.0.0.0/0",
    "Chain X (1 references)",
    HEADER,
    '0 0 DROP all -- * * 0.0.0.0/0 0.0.0.0/0 state NEW frob "x"',
    "0 0 DNAT tcp -- * * 0.0.0.0/0 0.0.0.0/0 DNAT [unsupported revision]",
  );
  expect(rules?.unknown.map(({ line, text }) => [line, text])).toEqual([
    [2, "0 0 DROP all -- * * 0.0.0.0/0 0.0.0.0/0"],
    [5, 'frob "x"'],
    [6, "DNAT [unsupported revision]"],
  ]);
  expect(rules?.lines).toHaveLength(3);
});

test("a row that was broken before its comment is read whole", () => {
  const lines = linesOf(
    read(
      "Chain KUBE-NODEPORTS (1 references)",
      HEADER,
      "0 0 KUBE-SVC-A tcp -- * * 0.0.0.0/0 0.0.0.0/0    ",
      "       /* default/web */ tcp dpt:30559",
      "0 0 KUBE-SVC-B tcp -- * * 0.0.0.0/0 0.0.0.0/0 /* default/b */ tcp dpt:30560",
    ),
  );
  expect(lines).toEqual([
    ":KUBE-NODEPORTS - [0:0]",
    '[0:0] -A KUBE-NODEPORTS -p tcp -m comment --comment "default/web" -m tcp --dport 30559 -j KUBE-SVC-A',
    '[0:0] -A KUBE-NODEPORTS -p tcp -m comment --comment "default/b" -m tcp --dport 30560 -j KUBE-SVC-B',
  ]);
});

test("a chain with a quotation mark in its name is passed over, and its rows are nobody's", () => {
  const text =
    'Chain INPUT (policy ACCEPT)\ntarget     prot opt source     destination\nChain A"B (1 references)\nDROP       all  --  10.0.0.0/8   0.0.0.0/0\n';
  const { rulesets, passedOver, unknown } = readRules(text, splitSections(text));
  expect(rulesets.map(({ text: read }) => read).join("\n")).not.toContain("-j DROP");
  expect([passedOver, unknown].map((lines) => lines.map(({ line }) => line))).toEqual([[3], [4]]);
});
