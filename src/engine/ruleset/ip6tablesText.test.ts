import { describe, expect, test } from "vitest";
import { parseRuleset } from "./parseRuleset";
import { printRuleset } from "./printRuleset";

/** What ip6tables 1.8.9 (legacy) made of a rule: the same, other lines, or a refusal at a word. */
type Saved = "same" | readonly string[] | { readonly refuses: string };

const refuses = (word: string): Saved => ({ refuses: word });

/** Asked of the real tool: `ip6tables-legacy-restore`, then `ip6tables-legacy-save`. */
const RULES: readonly (readonly [rule: string, saved: Saved])[] = [
  ["-A INPUT -p icmpv6", ["-A INPUT -p ipv6-icmp"]],
  ["-A INPUT -p icmp", "same"],
  ["-A INPUT -p icmp6", refuses("icmp6")],
  [
    "-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type echo-request",
    ["-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 128"],
  ],
  [
    "-A INPUT -p ipv6-icmp --icmpv6-type no-route",
    ["-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 1/0"],
  ],
  ["-A INPUT -p ipv6-icmp -m icmp6 ! --icmpv6-type 1/4", "same"],
  [
    "-A INPUT -p ipv6-icmp -m icmp6 ! --icmpv6-type router-advertisement",
    ["-A INPUT -p ipv6-icmp -m icmp6 ! --icmpv6-type 134"],
  ],
  ["-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 255", "same"],
  ["-A INPUT -p ipv6-icmp -m icmp6", refuses("icmp6")],
  ["-A INPUT -m icmp6 --icmpv6-type 128", refuses("--icmpv6-type")],
  ["-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type any", refuses("--icmpv6-type")],
  ["-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type echo", refuses("--icmpv6-type")],
  ["-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type neigh", refuses("--icmpv6-type")],
  ["-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 256", refuses("--icmpv6-type")],
  ["-A INPUT -p ipv6-icmp -m icmp6 --icmpv6-type 1/300", refuses("--icmpv6-type")],
  ["-A INPUT -j REJECT", ["-A INPUT -j REJECT --reject-with icmp6-port-unreachable"]],
  ["-A INPUT -p tcp -j REJECT --reject-with tcp-reset", "same"],
  ["-A INPUT -j REJECT --reject-with tcp-reset", refuses("--reject-with")],
  [
    "-A INPUT -j REJECT --reject-with adm-prohibited",
    ["-A INPUT -j REJECT --reject-with icmp6-adm-prohibited"],
  ],
  ["-A INPUT -j REJECT --reject-with icmp6", ["-A INPUT -j REJECT --reject-with icmp6-no-route"]],
  ["-A INPUT -j REJECT --reject-with icmp6-addr-unreachable", "same"],
  ["-A INPUT -j REJECT --reject-with icmp6-policy-fail", "same"],
  [
    "-A INPUT -j REJECT --reject-with reject-route",
    ["-A INPUT -j REJECT --reject-with icmp6-reject-route"],
  ],
  ["-A INPUT -j REJECT --reject-with icmp-port-unreachable", refuses("--reject-with")],
  ["-A INPUT -s 10.0.0.1 -j DROP", refuses("10.0.0.1")],
  ["-A INPUT -s fd00::1 -d fd00::/64 -j DROP", ["-A INPUT -s fd00::1/128 -d fd00::/64 -j DROP"]],
  ["-A INPUT -s ::/0 -j DROP", ["-A INPUT -j DROP"]],
  ["-A INPUT ! -s ::/0 -j DROP", "same"],
  ["-A INPUT -s fd00::1/ffff::ffff -j DROP", "same"],
  ["-A INPUT -s ::ffff:1.2.3.4 -j DROP", ["-A INPUT -s ::ffff:1.2.3.4/128 -j DROP"]],
  [
    "-A INPUT -s fd00::1,fd00::2 -j DROP",
    ["-A INPUT -s fd00::1/128 -j DROP", "-A INPUT -s fd00::2/128 -j DROP"],
  ],
  ["-A INPUT -f -j DROP", refuses("-f")],
  ["-A INPUT -6 -j DROP", ["-A INPUT -j DROP"]],
  ["-A INPUT -m ttl --ttl-eq 3", refuses("ttl")],
  ["-A INPUT -m icmp --icmp-type 8", refuses("icmp")],
  [
    "-A INPUT -m recent --set",
    [
      "-A INPUT -m recent --set --name DEFAULT --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource",
    ],
  ],
  ["-A INPUT -m recent --set --name DEFAULT --mask ffff:ffff:: --rsource", "same"],
  ["-A INPUT -m iprange --src-range fd00::1-fd00::9", "same"],
  ["-A INPUT -m iprange ! --dst-range fd00::9-fd00::1", "same"],
  ["-A INPUT -m conntrack --ctorigsrc fd00::1 --ctrepldst fd00::/64", "same"],
  ["-A INPUT -m conntrack --ctorigsrc fd00::1/64", "same"],
  ["-A INPUT -m conntrack --ctorigdst 10.0.0.1", refuses("--ctorigdst")],
  [
    "-A INPUT -m addrtype --dst-type LOCAL,UNICAST",
    ["-A INPUT -m addrtype --dst-type UNICAST,LOCAL"],
  ],
  ["-A INPUT -m addrtype --dst-type BROADCAST", refuses("--dst-type")],
  ["-A INPUT -m addrtype --dst-type PROHIBIT", refuses("--dst-type")],
  ["-A INPUT -m addrtype --dst-type BLACKHOLE", refuses("--dst-type")],
  ["-A INPUT -m addrtype --src-type ANYCAST --limit-iface-in", "same"],
  ["-A INPUT -p tcp --dport 80", ["-A INPUT -p tcp -m tcp --dport 80"]],
];

const NAT_RULES: typeof RULES = [
  ["-A PREROUTING -p tcp -j DNAT --to-destination fd00::1", "same"],
  ["-A PREROUTING -p tcp -j DNAT --to-destination [fd00::1]:80", "same"],
  [
    "-A PREROUTING -p tcp -j DNAT --to-destination [fd00::1]",
    ["-A PREROUTING -p tcp -j DNAT --to-destination fd00::1"],
  ],
  ["-A PREROUTING -p tcp -j DNAT --to-destination fd00::1-fd00::9", "same"],
  ["-A PREROUTING -p tcp -j DNAT --to-destination [fd00::1-fd00::9]:80-90", "same"],
  [
    "-A PREROUTING -p tcp -j DNAT --to-destination [fd00::1]-[fd00::9]:80",
    refuses("--to-destination"),
  ],
  ["-A PREROUTING -p tcp -j DNAT --to-destination :80", "same"],
  ["-A PREROUTING -j DNAT --to-destination [fd00::1]:80", refuses("--to-destination")],
  ["-A PREROUTING -j DNAT --to-destination 10.0.0.1", refuses("--to-destination")],
  ["-A PREROUTING -p tcp -j DNAT --to-destination fd00::1 --random --persistent", "same"],
  ["-A POSTROUTING -p tcp -j SNAT --to-source [fd00::1]:80-90 --random-fully", "same"],
  ["-A POSTROUTING -j MASQUERADE --random-fully", "same"],
  ["-A POSTROUTING -p udp -j MASQUERADE --to-ports 80-90", "same"],
  ["-A PREROUTING -p tcp -j REDIRECT --to-ports 80", "same"],
  ["-A PREROUTING -p ipv6-icmp -j REDIRECT --to-ports 80", refuses("--to-ports")],
  ["-A PREROUTING -d fd00::/64 -j NETMAP --to fd01::/64", "same"],
  ["-A PREROUTING -j NETMAP --to fd01::1", ["-A PREROUTING -j NETMAP --to fd01::1/128"]],
];

describe("a rule of ip6tables", () => {
  test.each(RULES)("%s", (rule, saved) => expectSaved("filter", rule, saved));
  test.each(NAT_RULES)("%s", (rule, saved) => expectSaved("nat", rule, saved));
});

function expectSaved(table: string, rule: string, saved: Saved): void {
  const text = `*${table}\n${rule}\nCOMMIT\n`;
  const { ruleset, unknown } = parseRuleset(text, { family: "IPv6" });
  if (typeof saved === "object" && "refuses" in saved) {
    expect(unknown).toMatchObject([{ text: saved.refuses, why: expect.any(String) }]);
    return;
  }
  expect(unknown).toEqual([]);
  const printed = printRuleset(ruleset).split("\n");
  expect(printed.filter((line) => line.startsWith("-A"))).toEqual(
    saved === "same" ? [rule] : saved,
  );
}

describe("whose rules a text holds", () => {
  test.each([
    ["# Generated by ip6tables-save v1.8.9 on Mon\n*filter\nCOMMIT\n", "IPv6"],
    ["# Generated by iptables-save v1.8.9 on Mon\n*filter\nCOMMIT\n", "IPv4"],
    ["# Generated by ip6tables-nft-save v1.8.9 (nf_tables)\n*filter\nCOMMIT\n", "IPv6"],
    ["*filter\n-A INPUT -s fd00::/8 -j DROP\nCOMMIT\n", "IPv6"],
    ["*filter\n-A INPUT ! -d 10/8 -j DROP\nCOMMIT\n", "IPv4"],
    ["*nat\n-A PREROUTING -j DNAT --to-destination [::1]:80\nCOMMIT\n", "IPv6"],
    ["*nat\n-A PREROUTING -j DNAT --to-destination 10.0.0.1:80\nCOMMIT\n", "IPv4"],
    ["*filter\n-A INPUT -p ipv6-icmp -j ACCEPT\nCOMMIT\n", "IPv6"],
    ["*filter\n-A INPUT -j REJECT --reject-with icmp6-no-route\nCOMMIT\n", "IPv6"],
    ["*filter\n-A INPUT -p icmp -m icmp --icmp-type 8 -j ACCEPT\nCOMMIT\n", "IPv4"],
    ['*filter\n-A INPUT -m comment --comment "-s fd00::1" -j ACCEPT\nCOMMIT\n', undefined],
    ["*nat\n-A PREROUTING -j DNAT --to-destination :80\nCOMMIT\n", undefined],
    ["*filter\n:INPUT DROP [0:0]\n-A INPUT -i lo -j ACCEPT\nCOMMIT\n", undefined],
  ])("%j: %s", (text, family) => {
    const parsed = parseRuleset(text);
    expect(parsed.family).toBe(family);
    expect(parsed.ruleset.family).toBe(family ?? "IPv4");
  });

  test("what somebody says goes before what the text says", () => {
    const text = "*filter\n-A INPUT -s 10.0.0.1 -j DROP\nCOMMIT\n";
    const { ruleset, unknown } = parseRuleset(text, { family: "IPv6" });
    expect(ruleset.family).toBe("IPv6");
    expect(unknown).toMatchObject([{ text: "10.0.0.1" }]);
  });
});
