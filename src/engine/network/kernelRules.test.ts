/** The rules of engine/README.md, each met by at least one packet. The numbers are those of that page. */
import { expect, test } from "vitest";
import { parseAddress } from "../net/address";
import { ends, oneNode, rulesOf, send, tablesOf } from "../testing/sending";

const ALL = { raw: [], mangle: [], nat: [], filter: [] };
const SYN_ACK = 18;
const ACK = 16;

test.each([
  {
    name: "forwarded",
    line: "client > tcp 10.244.1.2:80",
    tables:
      "PREROUTING raw, PREROUTING mangle, PREROUTING nat, FORWARD mangle, FORWARD filter, POSTROUTING mangle, POSTROUTING nat",
  },
  {
    name: "for the node",
    line: "client > tcp 10.0.0.10:80",
    tables:
      "PREROUTING raw, PREROUTING mangle, PREROUTING nat, INPUT mangle, INPUT filter, INPUT nat",
  },
  {
    name: "from the node",
    line: "node > tcp 10.244.1.2:80",
    tables:
      "OUTPUT raw, OUTPUT mangle, OUTPUT nat, OUTPUT filter, POSTROUTING mangle, POSTROUTING nat",
  },
  {
    name: "from the node to itself (R3: nat PREROUTING and nat INPUT are skipped)",
    line: "node > tcp 127.0.0.1:80",
    tables:
      "OUTPUT raw, OUTPUT mangle, OUTPUT nat, OUTPUT filter, POSTROUTING mangle, POSTROUTING nat, PREROUTING raw, PREROUTING mangle, INPUT mangle, INPUT filter",
  },
])("R1: the tables of a packet $name", ({ line, tables }) => {
  expect(tablesOf(send(oneNode(ALL), line).turn.hops).join(", ")).toBe(tables);
});

test("R2: a resent SYN is still NEW and skips nat", () => {
  const first = send(oneNode(ALL), "client > tcp 10.244.1.2:80");
  const again = send(first.world, "client > tcp 10.244.1.2:80");
  expect(again.turn.hops.at(-1)?.connection?.state ?? "none").toBe("none");
  expect(again.turn.connections.node?.state).toBe("NEW");
  expect(tablesOf(again.turn.hops)).not.toContain("PREROUTING nat");
});

test("R3: the mark survives lo and is gone for the reply", () => {
  const world = oneNode({ mangle: ["OUTPUT -j MARK --set-xmark 0x1/0x1"], filter: [] });
  const { turn, reply } = send(world, "node > tcp 127.0.0.1:80", { replies: 1 });
  expect(turn.arrived?.packet.mark).toBe(1);
  expect(reply?.sent.mark).toBe(0);
});

test("R4: after DNAT in OUTPUT, filter OUTPUT sees the new address and the old interface", () => {
  const world = oneNode({
    nat: ["OUTPUT -d 10.96.0.1/32 -p tcp -j DNAT --to-destination 10.244.1.2:8080"],
    filter: ["OUTPUT -d 10.244.1.2/32 -o eth0 -p tcp -j ACCEPT"],
  });
  const { turn } = send(world, "node > tcp 10.96.0.1:80");
  expect(rulesOf(turn.hops)).toContain("filter OUTPUT 1 ACCEPT");
  expect(turn.hops.findLast(({ kind }) => kind === "policy")?.outInterface).toBe("vethA");
});

test("R5: a mark set in mangle OUTPUT reroutes, one set in nat does not; the source stays", () => {
  const overrides = {
    routes: ["default via 10.0.0.1", "default dev vethA table 100", "10.244.1.2 dev vethA"],
    routingRules: ["fwmark 1 table 100"],
  };
  const out = (table: string) => {
    const world = oneNode(
      { [table]: ["OUTPUT -p tcp -j MARK --set-xmark 0x1/0xffffffff"] },
      overrides,
    );
    const { turn } = send(world, "node > tcp 10.244.1.2:80");
    return turn.hops.findLast(({ kind }) => kind === "routing");
  };
  expect(out("mangle")).toMatchObject({
    why: "reroute",
    device: "vethA",
    route: "default dev vethA",
  });
  expect(out("nat")).toMatchObject({ why: "output", route: "10.244.1.2 dev vethA" });
});

test("R6: a packet dropped in filter leaves no connection; the nth counter goes on", () => {
  const world = oneNode({
    nat: [
      "PREROUTING -p tcp -m statistic --mode nth --every 2 --packet 0 -j DNAT --to-destination 10.244.1.2:80",
      "PREROUTING -p tcp -j DNAT --to-destination 10.244.1.3:80",
    ],
    filter: ["FORWARD -d 10.244.1.2/32 -j DROP"],
  });
  const first = send(world, "client > tcp 10.96.0.1:80");
  expect(first.turn.outcome).toMatchObject({
    what: "dropped",
    by: { chain: "FORWARD", ruleNumber: 1 },
  });
  expect(first.turn.connections).toEqual({});
  expect(send(first.world, "client > tcp 10.96.0.1:80").turn.outcome).toMatchObject({
    what: "delivered",
    at: "podB",
  });
});

test("R7: without a rule that asks for it nothing is tracked and nat is not visited", () => {
  const { turn } = send(oneNode(ALL, { conntrack: "auto" }), "client > tcp 10.244.1.2:80");
  expect(tablesOf(turn.hops)).not.toContain("PREROUTING nat");
  const asking = oneNode(
    { ...ALL, filter: ["FORWARD -m state --state NEW -j ACCEPT"] },
    { conntrack: "auto" },
  );
  expect(tablesOf(send(asking, "client > tcp 10.244.1.2:80").turn.hops)).toContain(
    "PREROUTING nat",
  );
});

test("R8: a table that was never loaded has no hop", () => {
  expect(tablesOf(send(oneNode({ filter: [] }), "client > tcp 10.244.1.2:80").turn.hops)).toEqual([
    "FORWARD filter",
  ]);
});

test.each([
  { flags: SYN_ACK, state: undefined, seesNat: false, name: "a stray SYN/ACK is INVALID" },
  {
    flags: ACK,
    state: "ESTABLISHED",
    seesNat: true,
    name: "a stray ACK begins a connection that is ESTABLISHED at once",
  },
])("R9: $name", ({ flags, state, seesNat }) => {
  const { turn } = send(oneNode({ nat: [] }), "client > tcp 10.244.1.2:80", { tcpFlags: flags });
  expect(turn.connections.node?.connection?.tcpState).toBe(state);
  expect(tablesOf(turn.hops).includes("PREROUTING nat")).toBe(seesNat);
});

test("R10: in raw --ctstate INVALID matches what was not tracked yet, but not on lo", () => {
  const world = oneNode({
    raw: ["OUTPUT -m conntrack --ctstate INVALID", "PREROUTING -m conntrack --ctstate INVALID"],
  });
  expect(rulesOf(send(world, "node > tcp 127.0.0.1:80").turn.hops)).toEqual([
    "raw OUTPUT 1 -",
    "raw OUTPUT 2 ACCEPT",
    "raw PREROUTING 2 ACCEPT",
  ]);
});

test("R11: an ICMP error about a DNATed connection is RELATED and comes from the address that was asked", () => {
  const world = oneNode({
    nat: ["PREROUTING -d 10.96.0.1/32 -p udp -j DNAT --to-destination 10.244.1.3:53"],
  });
  const first = send(world, "client > udp 10.96.0.1:5300");
  const inner = first.turn.arrived?.packet;
  const { turn } = send(first.world, "podB > icmp 203.0.113.7", {
    icmp: { type: 3, code: 3 },
    inner,
  });
  expect(ends(turn.arrived?.packet)).toBe("10.96.0.1 > 203.0.113.7");
  expect(ends(turn.arrived?.packet.inner)).toBe("203.0.113.7:40000 > 10.96.0.1:5300");
});

test("R12: goto, RETURN and chains that run out lead to the last -j caller, at the bottom to the policy", () => {
  const world = oneNode({
    filter: [
      "FORWARD DROP",
      ":A",
      ":B",
      "FORWARD -p tcp -m tcp --dport 1 -j A",
      "FORWARD -p tcp -m tcp --dport 2 -g A",
      "FORWARD -p tcp -m tcp --dport 3 -j RETURN",
      "FORWARD -j ACCEPT",
      "A -g B",
      "B -s 192.0.2.1/32 -j ACCEPT",
    ],
  });
  const walked = (port: number) =>
    rulesOf(send(world, `client > tcp 10.244.1.2:${port}`).turn.hops);
  expect(walked(1)).toEqual([
    "filter FORWARD 1 A",
    "filter A 1 goto B",
    "filter B 2 RETURN",
    "filter FORWARD 4 ACCEPT",
  ]);
  expect(walked(2)).toEqual([
    "filter FORWARD 2 goto A",
    "filter A 1 goto B",
    "filter B 2 RETURN",
    "filter FORWARD 5 DROP",
  ]);
  expect(walked(3)).toEqual(["filter FORWARD 3 RETURN", "filter FORWARD 5 DROP"]);
});

test("R13: with TTL 1 a packet dies between PREROUTING and FORWARD", () => {
  const { turn } = send(oneNode({ mangle: [] }), "client > tcp 10.244.1.2:80", { ttl: 1 });
  expect(turn.outcome).toMatchObject({ what: "lost", reason: "ttl exceeded", icmp: { type: 11 } });
  expect(tablesOf(turn.hops)).toEqual(["PREROUTING mangle"]);
});

test.each([
  { route: "blackhole", code: undefined, error: "EINVAL" },
  { route: "unreachable", code: 1, error: "EHOSTUNREACH" },
  { route: "prohibit", code: 13, error: "EACCES" },
])(
  "R14: a $route route for what is forwarded and for what the node sends",
  ({ route, code, error }) => {
    const world = oneNode(
      { nat: [] },
      { routes: [`${route} 198.51.100.0/24`, "10.244.1.2 dev vethA"] },
    );
    const forwarded = send(world, "podA > tcp 198.51.100.1:80").turn.outcome;
    expect(forwarded).toMatchObject({
      what: "lost",
      reason: route,
      after: { table: "nat", hook: "PREROUTING" },
    });
    expect(forwarded.what === "lost" ? forwarded.icmp?.code : "?").toBe(code);
    expect(send(world, "node > tcp 198.51.100.1:80").turn.outcome).toMatchObject({
      sendError: error,
    });
  },
);

test.each([
  { sysctl: { "net/ipv4/ip_forward": 0 }, source: "10.244.1.2", reason: "forwarding off" },
  { sysctl: { "net/ipv4/conf/all/rp_filter": 1 }, source: "10.9.9.9", reason: "rp_filter" },
  { sysctl: {}, source: "10.0.0.10", reason: "martian source" },
  { sysctl: {}, source: "127.0.0.1", reason: "martian source" },
])("R14: $reason for $source acts after nat PREROUTING", ({ sysctl, source, reason }) => {
  const { turn } = send(oneNode({ nat: [] }, { sysctls: sysctl }), "podA > tcp 203.0.113.7:80", {
    source: parseAddress(source),
  });
  expect(turn.outcome).toMatchObject({ what: "lost", reason, after: { hook: "PREROUTING" } });
});

test("R15: MASQUERADE takes an address of the out-interface, or of the node where that has none", () => {
  const world = oneNode({ nat: ["POSTROUTING -j MASQUERADE"] });
  expect(ends(send(world, "podA > tcp 203.0.113.7:80").turn.arrived?.packet)).toBe(
    "10.0.0.10:40000 > 203.0.113.7:80",
  );
  expect(ends(send(world, "podA > tcp 10.244.1.3:80").turn.arrived?.packet)).toBe(
    "10.0.0.10:40000 > 10.244.1.3:80",
  );
});

test("R16: SNAT keeps the port unless it clashes; the new mapping is used again towards others", () => {
  const world = oneNode({ nat: ["POSTROUTING -o eth0 -j SNAT --to-source 10.0.0.11"] });
  const first = send(world, "podA > tcp 203.0.113.7:80");
  expect(first.turn.arrived?.packet.sourcePort).toBe(40000);
  const clash = send(first.world, "podB > tcp 203.0.113.7:80");
  const port = clash.turn.arrived?.packet.sourcePort;
  expect(port).not.toBe(40000);
  expect(send(clash.world, "podB > tcp 203.0.113.7:81").turn.arrived?.packet.sourcePort).toBe(port);
});

test("R17: MASQUERADE --random-fully draws the port from the seed", () => {
  const world = oneNode({ nat: ["POSTROUTING -o eth0 -j MASQUERADE --random-fully"] });
  const port = (seed: number) =>
    send(world, "podA > tcp 203.0.113.7:80", {}, { kind: "seed", seed }).turn.arrived?.packet
      .sourcePort;
  expect(port(1)).toBe(port(1));
  expect(new Set([1, 2, 3, 4].map(port)).size).toBeGreaterThan(1);
});

test("R18: REDIRECT goes to the in-interface's primary address, to 127.0.0.1 in OUTPUT, nowhere without an address", () => {
  const world = oneNode({
    nat: [
      "PREROUTING -p tcp -j REDIRECT --to-ports 8080",
      "OUTPUT -p tcp -j REDIRECT --to-ports 8080",
    ],
  });
  expect(ends(send(world, "client > tcp 10.0.0.11:80").turn.arrived?.packet)).toBe(
    "203.0.113.7:40000 > 10.0.0.10:8080",
  );
  expect(ends(send(world, "node > tcp 10.96.0.1:80").turn.arrived?.packet)).toBe(
    "10.0.0.10:40000 > 127.0.0.1:8080",
  );
  expect(send(world, "podA > tcp 10.96.0.1:80").turn.outcome).toMatchObject({
    what: "lost",
    after: { hook: "PREROUTING" },
  });
});

test("R19: DNAT to 127.0.0.1 is a martian, and a NodePort on localhost fails at the reroute", () => {
  const world = oneNode({
    nat: [
      "PREROUTING -p tcp -j DNAT --to-destination 127.0.0.1:80",
      "OUTPUT -p tcp -m tcp --dport 30080 -j DNAT --to-destination 10.244.1.2:80",
    ],
  });
  expect(send(world, "client > tcp 10.0.0.10:80").turn.outcome).toMatchObject({
    reason: "martian destination",
  });
  expect(send(world, "node > tcp 127.0.0.1:30080").turn.outcome).toMatchObject({
    what: "lost",
    sendError: "EINVAL",
    after: { table: "nat", hook: "OUTPUT" },
  });
});

test("R20: --ctstate DNAT holds only where something changed", () => {
  const world = oneNode({
    nat: [
      "PREROUTING -p tcp -m tcp --dport 80 -j DNAT --to-destination :80",
      "PREROUTING -p tcp -m tcp --dport 81 -j DNAT --to-destination :80",
    ],
    filter: ["FORWARD -m conntrack --ctstate DNAT"],
  });
  const walked = (port: number) =>
    rulesOf(send(world, `client > tcp 10.244.1.2:${port}`).turn.hops);
  expect(walked(80)).not.toContain("filter FORWARD 1 -");
  expect(walked(81)).toContain("filter FORWARD 1 -");
});

test("R21: SNAT in nat INPUT works, and the reply is translated before filter OUTPUT", () => {
  const world = oneNode({
    nat: ["INPUT -j SNAT --to-source 192.0.2.9"],
    filter: ["OUTPUT -d 203.0.113.7/32 -j ACCEPT"],
  });
  const { turn, reply } = send(world, "client > tcp 10.0.0.10:80", { replies: 1 });
  expect(ends(turn.arrived?.packet)).toBe("192.0.2.9:40000 > 10.0.0.10:80");
  expect(rulesOf(reply?.hops ?? [])).toContain("filter OUTPUT 1 ACCEPT");
  expect(reply?.outcome).toEqual({ what: "delivered", at: "client" });
});

test("R22: on a reply, FORWARD sees the destination translated back and the source not yet", () => {
  const world = oneNode({
    nat: [
      "PREROUTING -d 10.96.0.1/32 -p tcp -j DNAT --to-destination 10.244.1.2:8080",
      "POSTROUTING -o vethA -j SNAT --to-source 10.0.0.11",
    ],
    filter: [],
  });
  const { reply } = send(world, "client > tcp 10.96.0.1:80", { replies: 1 });
  const forward = reply?.hops.find((hop) => hop.kind === "policy" && hop.hook === "FORWARD");
  expect(ends(forward?.before)).toBe("10.244.1.2:8080 > 203.0.113.7:40000");
  expect(ends(reply?.arrived?.packet)).toBe("10.96.0.1:80 > 203.0.113.7:40000");
});

test("R23: a RST comes from where the packet was going and is RELATED; a RST is never answered", () => {
  const world = oneNode({
    filter: [
      "FORWARD -p tcp -j REJECT --reject-with tcp-reset",
      "OUTPUT -m conntrack --ctstate RELATED -j ACCEPT",
    ],
  });
  const { turn } = send(world, "client > tcp 10.244.1.2:80");
  expect(turn.outcome).toMatchObject({ what: "rejected", with: "tcp-reset", answerArrived: true });
  expect(ends(turn.made[0]?.arrived?.packet)).toBe("10.244.1.2:80 > 203.0.113.7:40000");
  expect(rulesOf(turn.made[0]?.hops ?? [])).toEqual(["filter OUTPUT 1 ACCEPT"]);
  const reset = send(world, "client > tcp 10.244.1.2:80", { tcpFlags: 4 });
  expect(reset.turn.outcome).toMatchObject({ what: "rejected", answerArrived: false });
  expect(reset.turn.made).toEqual([]);
});

test("R40: a refusal by RST closes the connection, and a SYN does not open it again", () => {
  const filter = ["FORWARD -p tcp -m tcp --sport 80 -j REJECT --reject-with tcp-reset"];
  const { world, reply } = send(oneNode({ filter, nat: [] }), "client > tcp 10.244.1.2:80", {
    replies: 1,
  });
  expect(reply?.outcome).toMatchObject({ what: "rejected", with: "tcp-reset" });
  expect(reply?.connections.node?.connection?.tcpState).toBe("CLOSE");
  const again = send(world, "client > tcp 10.244.1.2:80");
  expect(again.turn.connections.node?.connection?.tcpState).toBe("CLOSE");
});

test("R23: REJECT in OUTPUT answers over lo through INPUT", () => {
  const { turn } = send(
    oneNode({ filter: ["OUTPUT -o vethA -j REJECT --reject-with icmp-port-unreachable"] }),
    "node > udp 10.244.1.2:53",
  );
  const [answer] = turn.made;
  expect(answer?.arrived).toMatchObject({ at: "node", interface: "lo", packet: { tos: 0xc0 } });
  expect(tablesOf(answer?.hops ?? [])).toEqual(["OUTPUT filter", "INPUT filter"]);
});

test("R24: nth counts only the packets that reach it", () => {
  const rule = "-m statistic --mode nth --every 2 --packet 1 -j DROP";
  let world = oneNode({ filter: [`FORWARD -p udp -m udp --dport 53 ${rule}`] });
  const fates = [80, 53, 80, 53, 53].map((port) => {
    const sent = send(world, `client > udp 10.244.1.2:${port}`, { sourcePort: 1000 + port });
    world = sent.world;
    return sent.turn.outcome.what;
  });
  expect(fates).toEqual(["delivered", "delivered", "delivered", "dropped", "delivered"]);
});

test("R25: a recent list lives from packet to packet and the clock moves on", () => {
  const world = oneNode({
    filter: [
      "FORWARD -m recent --rcheck --seconds 60 --name L --rsource -j DROP",
      "FORWARD -m recent --set --name L --rsource -j ACCEPT",
    ],
  });
  const first = send(world, "client > udp 10.244.1.2:1");
  expect(first.turn.outcome.what).toBe("delivered");
  expect(
    send(first.world, "client > udp 10.244.1.2:2", { afterMs: 30_000 }).turn.outcome.what,
  ).toBe("dropped");
  expect(
    send(first.world, "client > udp 10.244.1.2:2", { afterMs: 90_000 }).turn.outcome.what,
  ).toBe("delivered");
});

test("R32: a policy DROP in nat drops", () => {
  const { turn } = send(oneNode({ nat: ["PREROUTING DROP"] }), "client > tcp 10.244.1.2:80");
  expect(turn.outcome).toMatchObject({
    what: "dropped",
    isPolicy: true,
    by: { table: "nat", ruleNumber: 1 },
  });
});

test("R33: a connection masqueraded to one interface ends when it leaves by another", () => {
  const world = oneNode(
    {
      mangle: ["PREROUTING -p udp -m length --length 40:100 -j MARK --set-xmark 0x1/0x1"],
      nat: ["POSTROUTING -j MASQUERADE"],
    },
    {
      routes: ["default via 10.0.0.1", "default dev vethB table 100", "10.244.1.2 dev vethA"],
      routingRules: ["fwmark 1 table 100"],
    },
  );
  const first = send(world, "podA > udp 203.0.113.7:53");
  const second = send(first.world, "podA > udp 203.0.113.7:53", { payloadBytes: 50 });
  expect(second.turn.outcome).toMatchObject({
    what: "lost",
    reason: "masquerade interface changed",
  });
  expect(second.turn.connections).toEqual({});
});

test("R34: a connection whose reply tuple is taken, and that has no port to choose, is lost at the end", () => {
  const world = oneNode({ nat: ["PREROUTING -p esp -j DNAT --to-destination 10.244.1.2"] });
  const first = send(world, "client > esp 10.96.0.1");
  expect(first.turn.outcome).toMatchObject({ what: "delivered", at: "podA" });
  expect(send(first.world, "client > esp 10.96.0.2").turn.outcome).toMatchObject({
    what: "lost",
    reason: "nat clash",
  });
});
