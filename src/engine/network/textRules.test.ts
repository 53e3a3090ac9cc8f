import { expect, test } from "vitest";
import { parseRuleset } from "../ruleset/parseRuleset";
import { printRuleset } from "../ruleset/printRuleset";
import { findRefusal } from "../traversal/findRefusal";

const HEADS = [":INPUT ACCEPT [0:0]", ":FORWARD ACCEPT [0:0]", ":OUTPUT ACCEPT [0:0]"];

/** What a filter table with these lines is saved as, without its heads. */
function saved(...lines: readonly string[]): readonly string[] {
  const text = ["*filter", ...HEADS, ...lines, "COMMIT", ""].join("\n");
  return printRuleset(parseRuleset(text).ruleset)
    .split("\n")
    .filter((line) => line.startsWith("-A") || (line.startsWith(":") && !HEADS.includes(line)));
}

test("R26: the saved order is -s -d -i -o -p, matches as written, target; a port brings its match", () => {
  expect(
    saved(
      "-A FORWARD -j DROP -m mark --mark 1 -p udp --dport 53 -o eth1 -i eth0 -d 10.0.0.2 -s 10.0.0.1",
    ),
  ).toEqual([
    "-A FORWARD -s 10.0.0.1/32 -d 10.0.0.2/32 -i eth0 -o eth1 -p udp -m mark --mark 0x1 -m udp --dport 53 -j DROP",
  ]);
});

test("R27: addresses gain /32, lose host bits and 0/0, keep odd masks, and several make several rules", () => {
  expect(saved("-A INPUT -s 10.0.0.5 -d 10.1.2.3/255.255.0.0")).toEqual([
    "-A INPUT -s 10.0.0.5/32 -d 10.1.0.0/16",
  ]);
  expect(saved("-A INPUT -s 0/0")).toEqual(["-A INPUT"]);
  expect(saved("-A INPUT -s 10.0.0.5/255.0.255.0")).toEqual(["-A INPUT -s 10.0.0.0/255.0.255.0"]);
  expect(saved("-A INPUT -s 10.1.1.1,10.1.1.2 -d 10.2.0.1,10.2.0.2")).toHaveLength(4);
});

test.each([
  ["--set-mark 0x4000", "--set-xmark 0x4000/0xffffffff"],
  ["--or-mark 0x4000", "--set-xmark 0x4000/0x4000"],
  ["--and-mark 0xff", "--set-xmark 0x0/0xffffff00"],
  ["--xor-mark 0x4000", "--set-xmark 0x4000/0x0"],
])("R28: every way to set a mark is saved as --set-xmark: %s", (written, kept) => {
  expect(saved(`-A INPUT -j MARK ${written}`)).toEqual([`-A INPUT -j MARK ${kept}`]);
});

test.each([
  [
    "-m conntrack --ctstate UNTRACKED,DNAT,NEW,INVALID,SNAT",
    "-m conntrack --ctstate INVALID,NEW,UNTRACKED,SNAT,DNAT",
  ],
  [
    "-m statistic --mode random --probability 0.3333",
    "-m statistic --mode random --probability 0.33330000006",
  ],
  ["-m limit --limit 60/min --limit-burst 5", "-m limit --limit 1/sec"],
  ['-m comment --comment "plain"', "-m comment --comment plain"],
  ["-j REJECT", "-j REJECT --reject-with icmp-port-unreachable"],
  ["-m recent --set", "-m recent --set --name DEFAULT --mask 255.255.255.255 --rsource"],
  ["-i +", ""],
])("R29: values are saved as the kernel keeps them: %s", (written, kept) => {
  expect(saved(`-A INPUT ${written}`)).toEqual([`-A INPUT ${kept}`.trim()]);
});

test("R30: user chains are saved by their bytes, heads and rules alike", () => {
  const chains = [":zeta - [0:0]", ":Beta - [0:0]", ":alpha - [0:0]"];
  const rules = ["-A zeta -j ACCEPT", "-A Beta -j ACCEPT", "-A alpha -j ACCEPT"];
  expect(saved(...chains, ...rules)).toEqual([
    ...[":Beta - [0:0]", ":alpha - [0:0]", ":zeta - [0:0]"],
    ...["-A Beta -j ACCEPT", "-A alpha -j ACCEPT", "-A zeta -j ACCEPT"],
  ]);
});

test.each([
  ["without COMMIT", ["*filter", "-A INPUT -j DROP"]],
  ["with a jump to a chain that is declared later", ["-A INPUT -j LATER", ":LATER - [0:0]"]],
  ["with a chain's name of 29 bytes", [`:${"C".repeat(29)} - [0:0]`]],
])("R31: nothing of a table is loaded %s", (_why, lines) => {
  const isWhole = lines[0] === "*filter";
  const text = (isWhole ? lines : ["*filter", ...lines, "COMMIT"]).join("\n");
  expect(findRefusal(parseRuleset(`${text}\n`))).toBeDefined();
});

test("R31: a chain's name may have 28 bytes", () => {
  const text = ["*filter", `:${"C".repeat(28)} - [0:0]`, "COMMIT", ""].join("\n");
  expect(findRefusal(parseRuleset(text))).toBeUndefined();
});
