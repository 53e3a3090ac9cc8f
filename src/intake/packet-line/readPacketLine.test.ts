import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPacketLine } from "./readPacketLine";

/** `FROM:PORT protocol TO:PORT`, what is not told as `?`. */
function told(line: string): string {
  const result = readPacketLine(line);
  if (!result.ok) return `${result.problem.column}: ${result.problem.why}`;
  const { from, sourcePort, protocol, to, port, inInterface } = result.packet;
  const by = inInterface === undefined ? "" : ` in ${inInterface}`;
  return `${from ?? "?"}:${sourcePort ?? "?"} ${protocol} ${to}:${port ?? "?"}${by}`;
}

describe("a line is read as the packet that it tells", () => {
  test.each([
    [
      "12:00:01.2 IP 10.0.0.1.52814 > 10.96.0.10.53: UDP, length 40",
      "10.0.0.1:52814 udp 10.96.0.10:53",
    ],
    [
      "12:00:01.234567 IP 10.244.0.9.41200 > 10.96.20.1.80: Flags [S], seq 1, win 64240, options [mss 1460], length 0",
      "10.244.0.9:41200 tcp 10.96.20.1:80",
    ],
    [
      "12:00:01.2 eth0  In  IP 203.0.113.7.52814 > 192.168.1.10.30080: Flags [S], seq 1, length 0",
      "203.0.113.7:52814 tcp 192.168.1.10:30080 in eth0",
    ],
    [
      "12:00:01.2 In eth0 IP 203.0.113.7.52814 > 192.168.1.10.30080: Flags [S], length 0",
      "203.0.113.7:52814 tcp 192.168.1.10:30080 in eth0",
    ],
    [
      "12:00:01.2 cni0  Out IP 10.244.0.9.41200 > 10.96.20.1.80: Flags [S], length 0",
      "10.244.0.9:41200 tcp 10.96.20.1:80",
    ],
    [
      "12:00:01.2 02:42:ac:11:00:02 > 02:42:ac:11:00:03, ethertype IPv4 (0x0800), length 74: 10.0.0.1.52814 > 10.0.0.2.80: Flags [S], length 0",
      "10.0.0.1:52814 tcp 10.0.0.2:80",
    ],
    [
      "12:00:01.2 IP (tos 0x0, ttl 64, id 1, offset 0, flags [DF], proto TCP (6), length 60)    10.0.0.1.52814 > 10.0.0.2.80: Flags [S], cksum 0x1 (correct), length 0",
      "10.0.0.1:52814 tcp 10.0.0.2:80",
    ],
    [
      "12:00:01.2 IP6 fd00::1.52814 > fd00::2.80: Flags [S], length 0",
      "fd00::1:52814 tcp fd00::2:80",
    ],
    [
      "IP 10.0.0.1 > 10.0.0.2: ICMP echo request, id 7, seq 1, length 64",
      "10.0.0.1:7 icmp 10.0.0.2:1",
    ],
    [
      "IP6 fd00::1 > fd00::2: ICMP6, echo request, id 7, seq 1, length 64",
      "fd00::1:7 icmp fd00::2:1",
    ],
    [
      "IP 10.0.0.2 > 10.0.0.1: ICMP echo reply, id 7, seq 1, length 64",
      "10.0.0.1:7 icmp 10.0.0.2:1",
    ],
    ["IP 10.0.0.2.80 > 10.0.0.1.52814: Flags [S.], length 0", "10.0.0.1:52814 tcp 10.0.0.2:80"],
    [
      "IP 10.244.0.9.39412 > 10.96.0.10.53: 12345+ A? web.shop. (28)",
      "10.244.0.9:39412 udp 10.96.0.10:53",
    ],
    [
      "IP client.39412 > web.shop.svc.cluster.local.http: Flags [S], length 0",
      "client:39412 tcp web.shop.svc.cluster.local:80",
    ],
    ["curl -v http://web.shop:8080/", "?:? tcp web.shop:8080"],
    ["$ curl -sk -o /dev/null -w '%{http_code}' https://web.shop/a?b=c:d", "?:? tcp web.shop:443"],
    ["curl --connect-to web.shop:443:10.96.20.1:8443 https://web.shop/", "?:? tcp 10.96.20.1:8443"],
    ["curl --connect-to ::10.96.20.1: http://web.shop/", "?:? tcp 10.96.20.1:80"],
    ["curl --resolve web.shop:443:10.96.20.1 https://web.shop/", "?:? tcp 10.96.20.1:443"],
    ["curl --resolve web.shop:444:10.96.20.1 https://web.shop/", "?:? tcp web.shop:443"],
    ["curl 'http://user:pw@[fd00::a]:8080/'", "?:? tcp fd00::a:8080"],
    [
      "curl --interface 10.0.0.5 --local-port 5000-5010 10.0.0.9:81",
      "10.0.0.5:5000 tcp 10.0.0.9:81",
    ],
    ["kubectl exec -n shop -it shell -c app -- curl -m 3 http://web/", "shell:? tcp web:80"],
    ["wget -qO- http://10.96.20.1/", "?:? tcp 10.96.20.1:80"],
    ["nc -u 10.96.0.10 53", "?:? udp 10.96.0.10:53"],
    ["nc -vz -w 3 -s 10.0.0.5 -p 5000 web.shop https", "10.0.0.5:5000 tcp web.shop:443"],
    ["telnet 10.0.0.9", "?:? tcp 10.0.0.9:23"],
    ["sudo ping -c 3 -I 10.0.0.5 web-0", "10.0.0.5:? icmp web-0:?"],
    ["dig @10.96.0.10 web.shop.svc.cluster.local", "?:? udp 10.96.0.10:53"],
    ["dig +tcp @kube-dns.kube-system -p 5353 a.b", "?:? tcp kube-dns.kube-system:5353"],
    ["10.0.0.1:52814 > 10.96.0.10:80 tcp", "10.0.0.1:52814 tcp 10.96.0.10:80"],
    ["10.0.0.1:52814->10.96.0.10:53 udp", "10.0.0.1:52814 udp 10.96.0.10:53"],
    ["[fd00::1]:5 → [fd00::2]:80", "fd00::1:5 tcp fd00::2:80"],
    ["tcp 10.0.0.1 10.0.0.2 80", "10.0.0.1:? tcp 10.0.0.2:80"],
    ["udp 10.96.0.10:53", "?:? udp 10.96.0.10:53"],
    ["icmp shell > web-0", "shell:? icmp web-0:?"],
    ["client web.default http", "client:? tcp web.default:80"],
    [
      "tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.96.0.1 sport=40000 dport=443 src=10.0.0.7 dst=10.0.0.1 sport=6443 dport=40000 [ASSURED] mark=0 use=1",
      "10.0.0.1:40000 tcp 10.96.0.1:443",
    ],
    [
      "ipv4     2 icmp     1 29 src=10.0.0.1 dst=10.0.0.2 type=8 code=0 id=7 src=10.0.0.2 dst=10.0.0.1 type=0 code=0 id=7 mark=0 use=1",
      "10.0.0.1:7 icmp 10.0.0.2:?",
    ],
    [
      "[ 12.3] TRACE: raw:PREROUTING:policy:2 IN=eth0 OUT= MAC=02:42 SRC=203.0.113.7 DST=192.168.1.10 LEN=60 TOS=0x00 TTL=63 ID=1 DF PROTO=TCP SPT=52814 DPT=30080 SEQ=1 ACK=0 WINDOW=64240 RES=0x00 SYN URGP=0",
      "203.0.113.7:52814 tcp 192.168.1.10:30080 in eth0",
    ],
    [
      "kernel: DROP IN=eth0 OUT=cni0 SRC=fd00::1 DST=fd00::2 LEN=60 PROTO=ICMPv6 TYPE=128 CODE=0 ID=7 SEQ=3",
      "fd00::1:7 icmp fd00::2:3 in eth0",
    ],
  ])("%s", (line, expected) => {
    expect(told(line)).toBe(expected);
  });
});

describe("what is not told is said to be assumed", () => {
  test.each([
    ["IP 10.0.0.2.80 > 10.0.0.1.52814: Flags [S.], length 0", "the other way round"],
    ["IP 10.0.0.1.52814 > 10.0.0.2.80: Flags [P.], length 7", "within a connection"],
    ["10.0.0.1:5 > 10.0.0.2:80", "No protocol is named"],
  ])("%s", (line, sentence) => {
    const result = readPacketLine(line);
    expect(result.ok && result.packet.assumed.join(" ")).toContain(sentence);
  });
});

describe("a line that is no packet is refused, with where and why", () => {
  test.each([
    ["", 1, "Type a packet"],
    ["dig web.shop", 13, "name server"],
    ["curl http://web.shop:99999/", 6, "no port"],
    ["curl gopher://web.shop/", 6, "Which port gopher means"],
    ["nc 10.0.0.9", 12, "port is missing"],
    ["tcp 10.0.0.1 10.0.0.2", 22, "10.0.0.2:80"],
    ["10.0.0.1:5 > 10.0.0.300:80 tcp", 14, '"10.0.0.300:80"'],
    [
      "IP 10.0.0.1 > 10.0.0.2: ICMP 10.0.0.2 udp port 53 unreachable, length 60",
      25,
      "about another packet",
    ],
    ["IN=eth0 SRC=10.0.0 DST=10.0.0.2 PROTO=TCP SPT=1 DPT=2", 13, "no address"],
    ["IN=eth0 SRC=10.0.0.1 DST=10.0.0.2 PROTO=47", 41, "neither TCP, UDP"],
    ["IP 10.0.0.1.5 > 10.0.0.2.80: what is this", 30, "Which protocol"],
  ])("%s", (line, column, why) => {
    const result = readPacketLine(line);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.problem.why).toContain(why);
    expect(result.problem.column).toBe(column);
  });
});

test("no text makes it throw, and a packet that is told has ports that exist", () => {
  const words = fc.constantFrom(
    "IP",
    ">",
    "10.0.0.1.80",
    "10.0.0.2:",
    "Flags [S]",
    "curl",
    "--resolve",
    "nc",
    "-u",
    "src=1.2.3.4",
    "dst=",
    "dig",
    "@",
    "'",
    '"',
    "\\",
    "[",
    "]:1",
    "http://",
    "ICMP",
    "tcp",
    "--",
    "kubectl",
    "exec",
  );
  const lines = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(words, fc.string({ maxLength: 6 }))).map((all) => all.join(" ")),
  );
  fc.assert(
    fc.property(lines, (line) => {
      const result = readPacketLine(line);
      if (!result.ok) return result.problem.column >= 1 && result.problem.why !== "";
      const { sourcePort = 1, port = 1, to } = result.packet;
      return to !== "" && [sourcePort, port].every((one) => one >= 1 && one <= 65535);
    }),
    { numRuns: 3000 },
  );
});

test.each(["hello world", "iptables", "what is this"])(
  "%s is told what a packet looks like",
  (line) => {
    const read = readPacketLine(line);
    expect(read.ok ? "" : read.problem.why).toMatch(
      /Write a packet as SOURCE:PORT > DESTINATION:PORT/,
    );
  },
);
