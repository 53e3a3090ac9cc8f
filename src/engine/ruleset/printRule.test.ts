import { describe, expect, test } from "vitest";
import { TABLES, type TableName } from "../net/hook";
import { parseRuleset } from "./parseRuleset";
import { printRuleset } from "./printRuleset";

/** The `-A` lines that a line turns into. */
function saved(line: string, table: TableName = "filter"): readonly string[] {
  const { ruleset, unknown } = parseRuleset(`*${table}\n:USER - [0:0]\n${line}\nCOMMIT\n`);
  expect(unknown).toEqual([]);
  return printRuleset(ruleset)
    .split("\n")
    .filter((printed) => printed.startsWith("-A"));
}

describe("rules are saved as the kernel has them", () => {
  test.each([
    ["-A FORWARD -s 10.0.0.5", "-A FORWARD -s 10.0.0.5/32"],
    ["-A FORWARD -s 0.0.0.0/0 -d 0/0 -j ACCEPT", "-A FORWARD -j ACCEPT"],
    ["-A FORWARD ! -s 0.0.0.0/0 -j ACCEPT", "-A FORWARD ! -s 0.0.0.0/0 -j ACCEPT"],
    ["-A FORWARD -p TCP -j ACCEPT", "-A FORWARD -p tcp -j ACCEPT"],
    ["-A FORWARD -p all -j ACCEPT", "-A FORWARD -j ACCEPT"],
    ["-A FORWARD -p 253 -j ACCEPT", "-A FORWARD -p 253 -j ACCEPT"],
    ["-A FORWARD -i eth+ -o + -j ACCEPT", "-A FORWARD -i eth+ -j ACCEPT"],
    ["-A FORWARD ! -i + -j ACCEPT", "-A FORWARD -j ACCEPT"],
    ["-A FORWARD ! -f -j ACCEPT", "-A FORWARD ! -f -j ACCEPT"],
    ["-A FORWARD -p tcp --dport 80 -j ACCEPT", "-A FORWARD -p tcp -m tcp --dport 80 -j ACCEPT"],
    ["-A FORWARD -p tcp --dport=80 -j ACCEPT", "-A FORWARD -p tcp -m tcp --dport 80 -j ACCEPT"],
    ["-A FORWARD -ptcp --dpo 80 -j ACCEPT", "-A FORWARD -p tcp -m tcp --dport 80 -j ACCEPT"],
    ["-A FORWARD -p icmp --icmp-type ping", "-A FORWARD -p icmp -m icmp --icmp-type 8"],
    [
      "-A FORWARD -m comment --comment x -p udp -m udp --dport 53 -j ACCEPT",
      "-A FORWARD -p udp -m comment --comment x -m udp --dport 53 -j ACCEPT",
    ],
    [
      "-A FORWARD -j ACCEPT -p tcp --dport 80 -o eth1 -i eth0 -d 10.0.0.2 -s 10.0.0.1",
      "-A FORWARD -s 10.0.0.1/32 -d 10.0.0.2/32 -i eth0 -o eth1 -p tcp -m tcp --dport 80 -j ACCEPT",
    ],
    [
      '-A FORWARD -m comment --comment "quo\\"te \'single\' \\\\ back" -j ACCEPT',
      '-A FORWARD -m comment --comment "quo\\"te \\\'single\\\' \\\\ back" -j ACCEPT',
    ],
    [
      "-A FORWARD -m comment --comment one -m comment --comment two -j ACCEPT",
      "-A FORWARD -m comment --comment one -m comment --comment two -j ACCEPT",
    ],
    [
      "-A FORWARD -m connmark --mark 1 -m mark --mark 2",
      "-A FORWARD -m connmark --mark 0x1 -m mark --mark 0x2",
    ],
    ["-A FORWARD -g USER", "-A FORWARD -g USER"],
    ["-A FORWARD -j REJECT", "-A FORWARD -j REJECT --reject-with icmp-port-unreachable"],
    ["-I FORWARD 1 -j ACCEPT", "-A FORWARD -j ACCEPT"],
    ["-A FORWARD --jump DROP --source 10.0.0.1", "-A FORWARD -s 10.0.0.1/32 -j DROP"],
  ])("%s", (line, printed) => {
    expect(saved(line)).toEqual([printed]);
  });

  test("several addresses make several rules, sources before destinations", () => {
    expect(saved("-A FORWARD -s 1.1.1.1,1.1.1.2 -d 2.0.0.1,2.0.0.2 -j ACCEPT")).toEqual([
      "-A FORWARD -s 1.1.1.1/32 -d 2.0.0.1/32 -j ACCEPT",
      "-A FORWARD -s 1.1.1.1/32 -d 2.0.0.2/32 -j ACCEPT",
      "-A FORWARD -s 1.1.1.2/32 -d 2.0.0.1/32 -j ACCEPT",
      "-A FORWARD -s 1.1.1.2/32 -d 2.0.0.2/32 -j ACCEPT",
    ]);
    expect(saved("-I FORWARD -s 1.1.1.1,1.1.1.2")).toEqual([
      "-A FORWARD -s 1.1.1.2/32",
      "-A FORWARD -s 1.1.1.1/32",
    ]);
  });

  test("an option that could be shortened from two is refused", () => {
    const { unknown } = parseRuleset("*nat\n-A PREROUTING -j DNAT --rand\nCOMMIT\n");
    expect(unknown).toHaveLength(1);
    expect(saved("-A PREROUTING -j DNAT --to 10.0.0.1", "nat")).toEqual([
      "-A PREROUTING -j DNAT --to-destination 10.0.0.1",
    ]);
  });
});

describe("a ruleset is saved", () => {
  test("with base chains in the kernel's order and user chains sorted by their bytes", () => {
    const text =
      "*filter\n:b - [0:0]\n:OUTPUT ACCEPT [0:0]\n:B - [0:0]\n:INPUT DROP [1:2]\n-A b -j B\n-A OUTPUT -j b\nCOMMIT\n";
    expect(printRuleset(parseRuleset(text).ruleset)).toBe(
      "*filter\n:INPUT DROP [1:2]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:B - [0:0]\n:b - [0:0]\n-A OUTPUT -j b\n-A b -j B\nCOMMIT\n",
    );
  });

  test("with the counters of every rule, as iptables-save -c prints them", () => {
    const text = "*filter\n[5:600] -A INPUT -j ACCEPT\n-A INPUT -j DROP\nCOMMIT\n";
    const printed = printRuleset(parseRuleset(text).ruleset, { counters: "rules" });
    expect(printed).toContain("\n[5:600] -A INPUT -j ACCEPT\n[0:0] -A INPUT -j DROP\n");
  });

  test("every table by its own base chains", () => {
    for (const name of TABLES) {
      const text = printRuleset(parseRuleset(`*${name}\nCOMMIT\n`).ruleset);
      expect(text.split("\n").filter((line) => line.startsWith(":")).length).toBeGreaterThan(1);
      expect(printRuleset(parseRuleset(text).ruleset)).toBe(text);
    }
  });
});

test("the counters that iptables -S -v puts into a rule are read and not printed, also when it is not understood", () => {
  const rules = [
    "-A FORWARD -m helper --helper ftp -c 3 180 -j ACCEPT",
    '-A FORWARD -m comment --comment "with -c 1 1 in it" -m helper --helper ftp -c 4 240',
    "-A FORWARD -p udp -c 5 300 -j ACCEPT",
  ];
  const { ruleset } = parseRuleset(`*filter\n${rules.join("\n")}\nCOMMIT\n`);
  const chain = ruleset.table("filter")?.chain("FORWARD");
  expect([1, 2, 3].map((number) => chain?.rule(number).counters)).toEqual([
    { packets: 3, bytes: 180 },
    { packets: 4, bytes: 240 },
    { packets: 5, bytes: 300 },
  ]);
  expect(printRuleset(ruleset).match(/-A .*/g)).toEqual([
    "-A FORWARD -m helper --helper ftp -j ACCEPT",
    '-A FORWARD -m comment --comment "with -c 1 1 in it" -m helper --helper ftp',
    "-A FORWARD -p udp -j ACCEPT",
  ]);
});
