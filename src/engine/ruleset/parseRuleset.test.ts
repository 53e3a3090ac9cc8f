import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeUtf8 } from "../net/utf8";
import { parseRuleset } from "./parseRuleset";
import { printRuleset } from "./printRuleset";
import type { Chain, Table } from "./ruleset";

const KUBE = `*nat
:PREROUTING ACCEPT [200:18365]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:KUBE-MARK-MASQ - [0:0]
:KUBE-SEP-A - [0:0]
:KUBE-SERVICES - [0:0]
-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
-A KUBE-SEP-A -s 10.244.1.2/32 -m comment --comment "default/web:http" -j KUBE-MARK-MASQ
-A KUBE-SEP-A -p tcp -m comment --comment "default/web:http" -m tcp -j DNAT --to-destination 10.244.1.2:80
-A KUBE-SERVICES -d 10.96.0.1/32 -p tcp -m tcp --dport 80 -g KUBE-SEP-A
COMMIT
`;

function table(text: string, name: Table["name"] = "filter"): Table {
  const found = parseRuleset(text).ruleset.table(name);
  if (found === undefined) throw new Error(`no table ${name}`);
  return found;
}

function chain(text: string, name: string, of: Table["name"] = "filter"): Chain {
  const found = table(text, of).chain(name);
  if (found === undefined) throw new Error(`no chain ${name}`);
  return found;
}

function filter(...lines: readonly string[]): string {
  return ["*filter", ...lines, "COMMIT", ""].join("\n");
}

describe("a save text", () => {
  test("is read into tables, chains and rules", () => {
    const { ruleset, diagnostics, unknown, passedOver } = parseRuleset(KUBE);
    expect(ruleset.tables.map(({ name }) => name)).toEqual(["nat"]);
    expect({ diagnostics, unknown, passedOver }).toEqual({
      diagnostics: [],
      unknown: [],
      passedOver: [],
    });
    const prerouting = chain(KUBE, "PREROUTING", "nat");
    expect(prerouting).toMatchObject({
      hook: "PREROUTING",
      policy: "ACCEPT",
      counters: { packets: 200, bytes: 18365 },
      length: 1,
      line: 2,
      isDeclared: true,
    });
    expect(chain(KUBE, "KUBE-SEP-A", "nat").rule(2)).toMatchObject({
      protocol: { number: 6, inverted: false },
      target: { target: "DNAT" },
      line: 12,
    });
    expect(chain(KUBE, "KUBE-SERVICES", "nat").rule(1).target).toEqual({
      target: "goto",
      chain: "KUBE-SEP-A",
    });
  });

  test("is the same read as bytes, with carriage returns, or rule by rule when asked", () => {
    const printed = printRuleset(parseRuleset(KUBE).ruleset);
    expect(printed).toBe(KUBE);
    expect(printRuleset(parseRuleset(encodeUtf8(KUBE)).ruleset)).toBe(KUBE);
    expect(printRuleset(parseRuleset(KUBE.replaceAll("\n", "\r\n")).ruleset)).toBe(KUBE);
    expect(printRuleset(parseRuleset(KUBE, { rules: "when asked" }).ruleset)).toBe(KUBE);
  });

  test("a rule is the same object every time, and there is none beyond the last", () => {
    const sep = chain(KUBE, "KUBE-SEP-A", "nat");
    expect(sep.rule(1)).toBe(sep.rule(1));
    expect(() => sep.rule(3)).toThrow(RangeError);
    expect(() => sep.rule(0)).toThrow(RangeError);
  });

  test("chains may have any name", () => {
    const names = ["__proto__", "constructor", "toString", "ä-chain", "-", "a:b"];
    const text = filter(
      ...names.map((name) => `:${name} - [0:0]`),
      ...names.map((name) => `-A ${name} -j ACCEPT`),
    );
    for (const name of names) expect(chain(text, name).length).toBe(1);
    expect(table(text).chain("hasOwnProperty")).toBeUndefined();
  });

  test("a table has all its base chains, with the kernel's policy where none is shown", () => {
    expect(chain(filter("-A INPUT -j DROP"), "FORWARD")).toMatchObject({
      hook: "FORWARD",
      policy: "ACCEPT",
      isDeclared: false,
      length: 0,
    });
  });

  test("-I puts a rule in front or at its number", () => {
    const text = filter(
      "-A INPUT -s 1.1.1.1",
      "-A INPUT -s 2.2.2.2",
      "-I INPUT -s 3.3.3.3",
      "-I INPUT 3 -s 4.4.4.4",
    );
    const sources = [1, 2, 3, 4].map((number) => chain(text, "INPUT").rule(number).text);
    expect(sources.map((line) => line.slice(-7))).toEqual([
      "3.3.3.3",
      "1.1.1.1",
      "4.4.4.4",
      "2.2.2.2",
    ]);
  });

  test("counters before a rule and after -c are read", () => {
    const text = filter("[5:600] -A INPUT -j ACCEPT", "-A INPUT -c 7 800 -j ACCEPT");
    const counters = [1, 2].map((number) => chain(text, "INPUT").rule(number).counters);
    expect(counters).toEqual([
      { packets: 5, bytes: 600 },
      { packets: 7, bytes: 800 },
    ]);
  });

  test("a missing COMMIT and a chain declared twice are warnings", () => {
    const { diagnostics } = parseRuleset("*filter\n:INPUT ACCEPT [0:0]\n:INPUT ACCEPT [0:0]\n");
    expect(diagnostics.map(({ code, severity, at }) => [code, severity, at.line])).toEqual([
      ["missing-commit", "warning", 1],
      ["duplicate-chain", "warning", 3],
    ]);
  });

  test("a jump to a chain that is not shown is listed, with one warning for each chain", () => {
    const text = filter("-A INPUT -j NOWHERE", "-A FORWARD -j NOWHERE");
    const { diagnostics, unknown } = parseRuleset(text);
    expect(diagnostics.map(({ code, text: name }) => [code, name])).toEqual([
      ["missing-chain", "NOWHERE"],
    ]);
    expect(unknown.map(({ line, column, text: word }) => [line, column, word])).toEqual([
      [2, 13, "NOWHERE"],
      [3, 15, "NOWHERE"],
    ]);
    expect(chain(text, "INPUT").rule(1).target).toEqual({ target: "jump", chain: "NOWHERE" });
  });
});

describe("a rule that holds something unknown", () => {
  test.each([
    ["-A INPUT -m nosuch --foo 1 -j DROP", 13, "nosuch", "unknown-match"],
    ["-A INPUT -p tcp -m tcp --nosuch 1", 24, "--nosuch", "unknown-option"],
    ["-A INPUT -j LED --led-trigger-id x", 13, "LED", "unknown-target"],
    ["-A INPUT -j SNAT --to-source 10.0.0.1", 13, "SNAT", "other"],
    ["-A INPUT -j CHECKSUM --checksum-fill", 13, "CHECKSUM", "other"],
    ["-A INPUT -s 10.0.0.1 -g OUTPUT", 25, "OUTPUT", "other"],
    ["-A INPUT -s 10.0.0.1 -g ACCEPT", 25, "ACCEPT", "missing-chain"],
    ["-A INPUT -s web.example.org -j DROP", 13, "web.example.org", "other"],
    ["-A INPUT -p tcp -m tcp --dport 9:1", 24, "--dport", "other"],
    ["-A INPUT -o eth0 -j DROP", 10, "-o", "other"],
    ["-A INPUT -s ! 10.0.0.1", 13, "!", "other"],
    ["-A INPUT ! -s 10.0.0.1,10.0.0.2", 15, "10.0.0.1,10.0.0.2", "other"],
    ["-A INPUT -j DROP -j ACCEPT", 21, "ACCEPT", "other"],
    ["-A INPUT --dport 80", 10, "--dport", "unknown-option"],
    ["-A INPUT -p", 10, "-p", "unknown-option"],
    ["-A INPUT stray -j DROP", 10, "stray", "other"],
    ["-A INPUT -m mark --mark 1 --mark 2", 27, "--mark", "other"],
    ["-A INPUT -m comment ! --comment x", 23, "--comment", "other"],
    ["-A FORWARD -i abcdefghijklmnop", 15, "abcdefghijklmnop", "other"],
  ])("%s is kept, with the place and a sentence", (line, column, word, kind) => {
    const { ruleset, unknown } = parseRuleset(`*filter\n  ${line}\nCOMMIT\n`);
    expect(unknown).toEqual([
      { line: 2, column: column + 2, text: word, why: expect.stringMatching(/\S/) },
    ]);
    const found = ruleset.table("filter")?.chain(line.split(" ")[1] ?? "");
    expect(found?.length).toBe(1);
    expect(found?.rule(1).unknown?.missing.kind).toBe(kind);
    expect(printRuleset(ruleset)).toContain(`\n${line}\n`);
  });

  test("what is known of it is read all the same", () => {
    const text = filter("-A INPUT -d 10.0.0.1 -m nosuch --mark 5 -m mark --mark 0x1 -j DROP");
    expect(chain(text, "INPUT").rule(1)).toMatchObject({
      destination: { inverted: false },
      matches: [{ match: "mark", value: 1 }],
      target: { target: "DROP" },
    });
  });
});

describe("a fragment without *table", () => {
  test("what is not a rule is passed over and listed", () => {
    const { ruleset, passedOver } = parseRuleset(
      [
        "# Services",
        "```",
        "root@node:~# iptables-save | grep SVC",
        "   -A KUBE-SVC-A -j KUBE-SEP-B",
        "root@node:~# -A KUBE-SEP-B -p tcp -m tcp -j DNAT --to-destination 10.0.0.1:80",
        "[root@node ~]# [3:180] -A KUBE-SVC-A -j KUBE-SEP-C",
        "-A KUBE-SERVICES: the services",
        ":smile:",
        "",
        "# -A KUBE-SVC-A -j NOT-A-RULE",
      ].join("\n"),
    );
    expect(passedOver.map(({ line }) => line)).toEqual([1, 2, 3, 7, 8, 10]);
    expect(ruleset.table("nat")?.chain("KUBE-SVC-A")?.length).toBe(2);
    expect(ruleset.table("nat")?.chain("KUBE-SVC-A")?.rule(2).counters?.packets).toBe(3);
    expect(ruleset.table("nat")?.chain("KUBE-SEP-B")?.isDeclared).toBe(false);
  });

  test.each([
    ["-A PREROUTING -j DNAT --to-destination 10.0.0.1", ["nat"]],
    ["-A KUBE-SERVICES -d 10.96.0.1/32 -j REJECT", ["filter"]],
    ["-A PREROUTING -j CT --notrack", ["raw"]],
    ["-A FORWARD -j TTL --ttl-set 3", ["mangle"]],
    ["-A FORWARD -j ACCEPT", ["filter"]],
    ["-A USER -j OTHER\n-A OTHER -j MASQUERADE", ["nat"]],
    ["-A PREROUTING -j KUBE-SERVICES\n-A KUBE-SERVICES -j KUBE-SVC-A", ["nat"]],
    ["-A FORWARD -j KUBE-FORWARD\n-A PREROUTING -j KUBE-SVC-A", ["filter", "nat"]],
    ["-P INPUT ACCEPT\n-P FORWARD DROP\n-P OUTPUT ACCEPT\n-N A\n-A INPUT -j A", ["filter"]],
    [
      ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"]
        .map((name) => `-P ${name} ACCEPT`)
        .join("\n"),
      ["nat"],
    ],
  ])("%j is taken to be of %j", (text, tables) => {
    const { ruleset, diagnostics } = parseRuleset(text);
    expect(ruleset.tables.map(({ name }) => name).sort()).toEqual([...tables].sort());
    expect(diagnostics[0]).toMatchObject({ code: "table-inferred", severity: "warning" });
  });

  test("the policy of a base chain that is not shown is not guessed", () => {
    const { ruleset } = parseRuleset("-A FORWARD -j ACCEPT");
    expect(ruleset.table("filter")?.chain("FORWARD")?.policy).toBeUndefined();
    expect(printRuleset(ruleset)).toContain(":FORWARD ACCEPT [0:0]\n");
  });
});

describe("properties", () => {
  const word = fc.constantFrom(
    ..."-A -I -P -N : * # [1:2] ! -s -d -p -m -j -g -i -f tcp udp mark comment nosuch --dport --mark".split(
      " ",
    ),
    ..."10.0.0.1 10.0.0.0/8,1.1.1.1 80 0x1/0x2 INPUT USER KUBE-SVC-A DNAT DROP MARK filter nat".split(
      " ",
    ),
    "*nat",
    ":USER - [0:0]",
    ":INPUT DROP [1:2]",
    "COMMIT",
    '"quoted words"',
    '"open',
    "--to-destination",
    "--or-mark",
    "\n",
    "\n",
    "\r\n",
    "$ ",
    "ä",
  );
  const text = fc.oneof(
    fc.array(word, { maxLength: 40 }).map((words) => words.join(" ")),
    fc.string(),
    fc.string({ unit: "binary" }),
  );

  test("parsing never throws, and every rule can be read and printed", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array()), (written) => {
        expect(() => printRuleset(parseRuleset(written).ruleset)).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  test("what is printed reads back to what is printed", () => {
    fc.assert(
      fc.property(text, (written) => {
        const printed = printRuleset(parseRuleset(written).ruleset);
        expect(printRuleset(parseRuleset(printed).ruleset)).toBe(printed);
      }),
      { numRuns: 1000 },
    );
  });

  test("every line that is not blank is a table, a chain, a rule, a COMMIT or passed over", () => {
    fc.assert(
      fc.property(text, (written) => {
        const { ruleset, passedOver } = parseRuleset(written);
        const lines = written.split("\n");
        // A vertical tab is blank to JavaScript, and a word to iptables.
        const blank = lines.filter((line) => /^[ \t\r]*$/.test(line)).length;
        const chains = ruleset.tables.flatMap((one) => one.chains);
        const ruleLines = new Set(
          chains.flatMap((one) =>
            Array.from({ length: one.length }, (_, at) => one.rule(at + 1).line),
          ),
        );
        expect(passedOver.length + blank + ruleLines.size).toBeLessThanOrEqual(lines.length);
        for (const { line } of passedOver) expect(ruleLines.has(line)).toBe(false);
      }),
    );
  });
});

test("a rule whose chain's name holds a quotation mark is passed over, as nobody tells where its name ends", () => {
  const { ruleset, passedOver } = parseRuleset(
    '*filter\n-A LOG"my chain" -j DROP\n-A FORWARD -j DROP\nCOMMIT\n',
  );
  expect(passedOver).toEqual([{ line: 2, text: '-A LOG"my chain" -j DROP' }]);
  expect(printRuleset(ruleset)).not.toContain("LOG");
});
