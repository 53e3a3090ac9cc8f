import { expect, test } from "vitest";
import { parseRuleset } from "./parseRuleset";
import { printScript } from "./printScript";

const script = (text: string) => printScript(parseRuleset(text).ruleset).split("\n");

test("a table becomes policies, then new chains, then rules in their order", () => {
  const lines = script(
    [
      "*filter",
      ":INPUT DROP [3:9]",
      ":FORWARD ACCEPT [0:0]",
      ":OUTPUT ACCEPT [0:0]",
      ":USER - [0:0]",
      "-A INPUT -i lo -j ACCEPT",
      "-A INPUT -j USER",
      "-A USER -p tcp -m tcp ! --dport 80 -j DROP",
      "COMMIT",
      "",
    ].join("\n"),
  );
  expect(lines).toEqual([
    "#!/bin/sh",
    "set -e",
    "iptables -t filter -P INPUT DROP",
    "iptables -t filter -P FORWARD ACCEPT",
    "iptables -t filter -P OUTPUT ACCEPT",
    "iptables -t filter -N USER",
    "iptables -t filter -A INPUT -i lo -j ACCEPT",
    "iptables -t filter -A INPUT -j USER",
    "iptables -t filter -A USER -p tcp -m tcp '!' --dport 80 -j DROP",
    "",
  ]);
});

test("what a shell would take for its own is quoted", () => {
  const text = `*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -m comment --comment "it's $HOME; \`rm\` \\"x\\"" -j DROP\nCOMMIT\n`;
  expect(script(text).at(-2)).toBe(
    `iptables -t filter -A INPUT -m comment --comment 'it'\\''s $HOME; \`rm\` "x"' -j DROP`,
  );
});

test("rules of IPv6 are for ip6tables", () => {
  const { ruleset } = parseRuleset("*nat\n:PREROUTING ACCEPT [0:0]\nCOMMIT\n", { family: "IPv6" });
  expect(printScript(ruleset)).toContain("ip6tables -t nat -P PREROUTING ACCEPT");
});
