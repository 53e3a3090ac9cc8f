import { expect, test } from "vitest";
import { fateSentence, packetsPhrase, triedSentences } from "@/comparison/packets/fateSentence";
import type { PacketComparison } from "@/comparison/packets/packetComparison";
import { parseAddress } from "@/engine";
import { compareDumps } from "./comparedDumps";

/** A filter table whose INPUT and FORWARD have these rules. */
function filter({ input = [], forward = [] }: Record<string, readonly string[]>): string {
  return [
    "*filter",
    ":INPUT ACCEPT [0:0]",
    ":FORWARD ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    ...input.map((rule) => `-A INPUT ${rule}`),
    ...forward.map((rule) => `-A FORWARD ${rule}`),
    "COMMIT",
    "",
  ].join("\n");
}

/** A Service with its endpoints and their chances, as kube-proxy writes it. */
function service(endpoints: readonly (readonly [address: string, chance: string])[]): string {
  const comment = '-m comment --comment "default/web:http"';
  const chain = (index: number) => `KUBE-SEP-${"ABCDEFG"[index]}AAAAAAAAAAAAAAA`;
  return [
    "*nat",
    ":PREROUTING ACCEPT [0:0]",
    ":INPUT ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    ":POSTROUTING ACCEPT [0:0]",
    ":KUBE-SERVICES - [0:0]",
    ":KUBE-SVC-AAAAAAAAAAAAAAAA - [0:0]",
    ...endpoints.map((_, index) => `:${chain(index)} - [0:0]`),
    "-A PREROUTING -j KUBE-SERVICES",
    "-A OUTPUT -j KUBE-SERVICES",
    `-A KUBE-SERVICES -d 10.96.0.10/32 -p tcp ${comment} -m tcp --dport 80 -j KUBE-SVC-AAAAAAAAAAAAAAAA`,
    ...endpoints.map(([, chance], index) => {
      const draw = chance === "" ? "" : `-m statistic --mode random --probability ${chance} `;
      return `-A KUBE-SVC-AAAAAAAAAAAAAAAA ${comment} ${draw}-j ${chain(index)}`;
    }),
    ...endpoints.map(
      ([address], index) => `-A ${chain(index)} -p tcp -m tcp -j DNAT --to-destination ${address}`,
    ),
    "COMMIT",
    "",
  ].join("\n");
}

function packets(before: string, now: string): PacketComparison {
  const dump = (text: string) => ({ rules: [{ family: "IPv4" as const, text }] });
  const [family] = compareDumps({ before: dump(before), now: dump(now) }).families;
  if (family === undefined) throw new Error("nothing was compared");
  return family.packets;
}

function told(before: string, now: string) {
  return packets(before, now).packets.map((one) => [
    packetsPhrase(one),
    fateSentence(one.before),
    fateSentence(one.now),
  ]);
}

test("of two dumps with the same rules no packet is tried", () => {
  const rules = filter({ input: ["-p tcp -m tcp --dport 22 -j DROP"] });
  expect(packets(rules, rules)).toMatchObject({ tried: 0, differing: 0 });
});

test("a rule that drops what it did not is met by everybody who can send to it", () => {
  const now = filter({ input: ["-p tcp -m tcp --dport 22 -j DROP"] });
  expect(told(filter({}), now)).toEqual([
    [
      "tcp to 192.0.2.10:22 from outside (203.0.113.7), pods (10.244.0.99)",
      "Delivered to the node itself, 192.0.2.10:22.",
      "Dropped by rule 1 of filter INPUT.",
    ],
  ]);
});

test("a rule behind one that takes its packets all the same makes no difference, and is tried", () => {
  const early = "-p tcp -m tcp --dport 22 -j DROP";
  const compared = packets(
    filter({ input: [early] }),
    filter({ input: [early, "-p tcp -m tcp --dport 22 -j ACCEPT"] }),
  );
  expect(compared.tried).toBeGreaterThan(0);
  expect(compared.differing).toBe(0);
});

test("the source, the interface and the port of a rule are those of its packet", () => {
  const rule = "-s 198.51.100.0/24 -i tun0 -p udp -m udp --dport 53 -j DROP";
  const [packet] = packets(filter({}), filter({ input: [rule] })).packets;
  expect(packet?.requests[0]).toMatchObject({
    from: "behind-tun0",
    protocol: 17,
    destinationPort: 53,
  });
  expect(packet?.requests).toHaveLength(1);
});

test("a rule for answers alone has no packet, which is counted", () => {
  const rule = "-m conntrack --ctstate RELATED,ESTABLISHED -j DROP";
  expect(packets(filter({}), filter({ forward: [rule] }))).toMatchObject({
    tried: 0,
    rules: 1,
    rulesWithout: 1,
  });
});

test("a policy that was changed is met by packets of its own", () => {
  const before = filter({});
  const [packet] = packets(before, before.replace(":FORWARD ACCEPT", ":FORWARD DROP")).packets;
  expect(packet && fateSentence(packet.now)).toBe("Dropped by the policy of filter FORWARD.");
});

test("endpoints that chance chooses from are told as a set with exact shares", () => {
  const before = service([
    ["10.244.0.5:8080", "0.5"],
    ["10.244.1.6:8080", ""],
  ]);
  const now = service([
    ["10.244.0.5:8080", "0.9"],
    ["10.244.1.6:8080", ""],
  ]);
  expect(told(before, now)[0]).toEqual([
    "default/web:http, tcp to 10.96.0.10:80 from outside (203.0.113.7), pods (10.244.0.5), node (192.0.2.10)",
    "Delivered to one of 2 endpoints in equal shares: 10.244.1.6:8080; 10.244.0.5:8080.",
    "Delivered to one of 2 endpoints: 10.244.0.5:8080 (90 %); 10.244.1.6:8080 (10 %).",
  ]);
});

test("endpoints in another order with the same shares fare alike", () => {
  const one = ["10.244.0.5:8080", "10.244.1.6:8080"] as const;
  const before = service([
    [one[0], "0.5"],
    [one[1], ""],
  ]);
  const now = service([
    [one[1], "0.5"],
    [one[0], ""],
  ]);
  const compared = packets(before, now);
  expect(compared.tried).toBeGreaterThan(0);
  expect(compared.differing).toBe(0);
});

test("IPv6 rules are walked by IPv6 packets", () => {
  const rules = [{ family: "IPv6" as const, text: filter({}) }];
  const text = filter({ input: ["-s fd00:1::/64 -p tcp -m tcp --dport 22 -j DROP"] });
  const [family] = compareDumps({
    before: { rules },
    now: { rules: [{ family: "IPv6", text }] },
  }).families;
  expect(family?.packets.packets.map((one) => fateSentence(one.now))).toEqual([
    "Dropped by rule 1 of filter INPUT.",
  ]);
});

test("progress is told from the reading to the packets", () => {
  const lines: string[] = [];
  const dump = (text: string) => ({ rules: [{ family: "IPv4" as const, text }] });
  const dumps = { before: dump(filter({})), now: dump(filter({ input: ["-j DROP"] })) };
  compareDumps(dumps, (line) => lines.push(line));
  expect(lines[0]).toBe("Reading the rules before");
  expect(lines.at(-1)).toMatch(/packets sent$/);
});

test("the user's own packet is tried first, and said to be theirs", () => {
  const dump = (text: string) => ({ rules: [{ family: "IPv4" as const, text }] });
  const source = parseAddress("203.0.113.99");
  const destination = parseAddress("192.0.2.10");
  if (source === undefined || destination === undefined) throw new Error("no addresses");
  const request = { from: "laptop", destination, protocol: 6, destinationPort: 22, replies: 0 };
  const [family] = compareDumps({
    before: dump(filter({})),
    now: dump(filter({ input: ["-p tcp -m tcp --dport 22 -j DROP"] })),
    given: [{ request, isFromNode: false, source }],
  }).families;
  const [first] = family?.packets.packets ?? [];
  expect(first && packetsPhrase(first)).toBe(
    "The packet on the screen, tcp to 192.0.2.10:22 from outside (203.0.113.99)",
  );
});

/** Of each packet that fares differently in INPUT how it does on both sides. */
function toldOfInput(before: readonly string[], now: readonly string[]) {
  return told(filter({ input: before }), filter({ input: now })).map((one) => one.join(" | "));
}

test("a rule that moved is met by packets that one which it passed takes as well", () => {
  const wide = "-s 10.0.0.0/8 -j ACCEPT";
  const narrow = "-s 10.1.0.0/16 -j DROP";
  const [first = ""] = toldOfInput([wide, narrow], [narrow, wide]);
  expect(first).toMatch(/outside \(10\.1\.\d+\.\d+\) \| Delivered .* \| Dropped by rule 1/);
});

test.each([
  ["-p tcp -m multiport --dports 100:200 -j DROP", "-p tcp -m multiport --dports 100:199 -j DROP"],
  ["-p tcp -m tcp --dport 100:200 -j DROP", "-p tcp -m tcp --dport 99:200 -j DROP"],
  ["-p tcp -m multiport --dports 22,80 -j DROP", "-p tcp -m multiport --dports 22,80,443 -j DROP"],
  ["-p udp -m udp ! --dport 53 -j DROP", "-p udp -m udp ! --dport 54 -j DROP"],
  ["-p icmp -m icmp --icmp-type 13 -j DROP", ""],
  ["-p icmp -m icmp --icmp-type 3/4 -j DROP", "-p icmp -m icmp --icmp-type 3/1 -j DROP"],
  ["-m length --length 1000:1200 -j DROP", ""],
  ["-m length --length 1000:1200 -j DROP", "-m length --length 1000:1201 -j DROP"],
  ["-p tcp -m tcp --tcp-flags FIN,SYN,RST,PSH,ACK,URG FIN,PSH,URG -j DROP", ""],
  ["-m dscp --dscp 0x2e -j DROP", ""],
  ["-m ttl --ttl-lt 5 -j DROP", "-m ttl --ttl-lt 6 -j DROP"],
  ["-i eth1 -j DROP", "-i eth2 -j DROP"],
  ["! -i eth1 -j DROP", "! -i eth2 -j DROP"],
  ["! -s 10.0.0.0/24 -j DROP", "! -s 10.0.1.0/24 -j DROP"],
  ["-s 10.0.0.0/24 -j DROP", "-s 10.0.0.0/25 -j DROP"],
  ["-m iprange --src-range 10.0.0.1-10.0.0.20 -j DROP", ""],
  [
    "-m iprange --src-range 10.0.0.1-10.0.0.20 -j DROP",
    "-m iprange --src-range 10.0.0.1-10.0.0.19 -j DROP",
  ],
  ["! -p tcp -j DROP", "! -p udp -j DROP"],
])("what %s and then %s take differently is tried", (before, now) => {
  expect(toldOfInput([before], now === "" ? [] : [now])).not.toEqual([]);
});

test("what is unusual about a packet is told", () => {
  const [length = ""] = toldOfInput([], ["-p udp -m length --length 1000:1200 -j DROP"]);
  expect(length).toMatch(/^udp with 972 bytes to 192\.0\.2\.10:80 from outside/);
  const [icmp = ""] = toldOfInput([], ["-p icmp -m icmp --icmp-type 13 -j DROP"]);
  expect(icmp).toMatch(/^icmp type 13\/0 to 192\.0\.2\.10 from outside/);
});

test("a jump for several ports does not stand against a rule for one of them", () => {
  const before = [
    "*filter\n:INPUT ACCEPT [0:0]\n:WEB - [0:0]",
    "-A INPUT -p tcp -m multiport --dports 80:90 -j WEB",
    "-A WEB -p tcp -m tcp --dport 85 -j DROP",
    "COMMIT\n",
  ].join("\n");
  expect(packets(before, before.replace("85", "86"))).toMatchObject({ rulesWithout: 0 });
});

test("interfaces that packets leave by are behind routes", () => {
  const rules = filter({ forward: ["-o tun0 -j DROP"] });
  expect(told(filter({}), rules)).not.toEqual([]);
});

test("a mark that is set further up is followed to the rule that looks at it", () => {
  const marked = (mark: string) =>
    `*mangle\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -s 9.9.9.9/32 -j MARK --set-xmark ${mark}\nCOMMIT\n` +
    filter({ input: ["-p udp -m udp --dport 99 -m mark --mark 0x5 -j DROP"] });
  const [first] = told(marked("0x5/0xffffffff"), marked("0x6/0xffffffff"));
  expect(first).toEqual([
    "udp to 192.0.2.10:99 from outside (9.9.9.9)",
    "Dropped by rule 1 of filter INPUT.",
    "Delivered to the node itself, 192.0.2.10:99.",
  ]);
});

test("rules that no tried packet comes to are told instead of packets that fare alike", () => {
  const early = "-p tcp -m tcp --dport 22 -j DROP";
  const compared = packets(
    filter({ input: [early] }),
    filter({ input: [early, "-p tcp -m tcp --dport 22 -j ACCEPT"] }),
  );
  expect(triedSentences(compared, false)[0]).toMatch(
    /^No difference was seen, of \d+ packets tried; but 1 of 1 rule that differs took none of them\.$/,
  );
});
