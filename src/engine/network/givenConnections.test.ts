import { expect, test } from "vitest";
import { parseRuleset } from "../ruleset/parseRuleset";
import { ends, oneNode, send, tablesOf } from "../testing/sending";
import { buildWorld } from "./buildWorld";

const SERVICE = {
  nat: [
    "PREROUTING -d 10.96.0.10 -j DNAT --to-destination 10.244.1.2",
    "POSTROUTING -j MASQUERADE",
  ],
  filter: ["FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT", "FORWARD DROP"],
};
const CLIENT = "src=203.0.113.7 dst=10.96.0.10 sport=40000";

test("an unreplied entry of UDP wins over the rules, and its packets stay NEW", () => {
  const line = `udp 17 25 ${CLIENT} dport=53 [UNREPLIED] src=10.244.1.3 dst=203.0.113.7 sport=53 dport=40000 mark=0 use=1`;
  const fresh = send(oneNode({ nat: SERVICE.nat }), "client > udp 10.96.0.10:53");
  expect(fresh.turn.outcome).toMatchObject({ what: "delivered", at: "podA" });
  const stale = send(
    oneNode({ nat: SERVICE.nat }, { connections: [line] }),
    "client > udp 10.96.0.10:53",
    { replies: 1 },
  );
  expect(stale.turn.outcome).toMatchObject({ what: "delivered", at: "podB" });
  expect(tablesOf(stale.turn.hops)).toEqual([]);
  expect(ends(stale.turn.hops.at(-1)?.after)).toBe("203.0.113.7:40000 > 10.244.1.3:53");
  expect(stale.turn.hops.find(({ kind }) => kind === "conntrack")).toMatchObject({
    connection: { state: "NEW" },
  });
  expect(ends(stale.reply?.hops.at(-1)?.after)).toBe("10.96.0.10:53 > 203.0.113.7:40000");
});

test("an entry made before the rules keeps its packets from being translated", () => {
  const line = `udp 17 25 ${CLIENT} dport=53 [UNREPLIED] src=10.96.0.10 dst=203.0.113.7 sport=53 dport=40000 mark=0 use=1`;
  const { turn } = send(
    oneNode({ nat: SERVICE.nat }, { connections: [line] }),
    "client > udp 10.96.0.10:53",
  );
  expect(ends(turn.hops.at(-1)?.after)).toBe("203.0.113.7:40000 > 10.96.0.10:53");
});

test("an established connection passes as ESTABLISHED and is translated without the nat table", () => {
  const line = `tcp 6 86000 ESTABLISHED ${CLIENT} dport=80 src=10.244.1.3 dst=10.0.0.10 sport=80 dport=61000 [ASSURED] mark=7 use=1`;
  const more = { tcpFlags: 0x10 };
  const without = send(oneNode(SERVICE), "client > tcp 10.96.0.10:80", more);
  expect(without.turn.outcome.what).toBe("dropped");
  const { turn } = send(
    oneNode(SERVICE, { connections: [line] }),
    "client > tcp 10.96.0.10:80",
    more,
  );
  expect(turn.outcome).toMatchObject({ what: "delivered", at: "podB" });
  expect(tablesOf(turn.hops)).toEqual(["FORWARD filter"]);
  expect(ends(turn.hops.at(-1)?.after)).toBe("10.0.0.10:61000 > 10.244.1.3:80");
});

test("a SYN that meets a connection in TIME_WAIT begins anew, by the rules", () => {
  const line = `tcp 6 100 TIME_WAIT ${CLIENT} dport=80 src=10.244.1.3 dst=203.0.113.7 sport=80 dport=40000 [ASSURED] mark=0 use=1`;
  const { turn } = send(
    oneNode({ nat: SERVICE.nat }, { connections: [line] }),
    "client > tcp 10.96.0.10:80",
  );
  expect(turn.outcome).toMatchObject({ what: "delivered", at: "podA" });
});

test("MASQUERADE leaves alone the port that a given connection has", () => {
  const line =
    "udp 17 25 src=10.244.1.2 dst=203.0.113.7 sport=40000 dport=53 src=203.0.113.7 dst=10.0.0.10 sport=53 dport=40000 mark=0 use=1";
  const world = oneNode({ nat: SERVICE.nat }, { connections: [line] });
  const { turn } = send(world, "podB > udp 203.0.113.7:53");
  expect(ends(turn.hops.at(-1)?.after)).not.toBe("10.0.0.10:40000 > 203.0.113.7:53");
});

test("a line that is no connection is a problem of the world", () => {
  const { problems } = buildWorld({
    conntrack: "on",
    nodes: [
      {
        name: "node",
        interfaces: [],
        routes: [],
        sysctls: {},
        ipsets: [],
        connections: ["udp seventeen"],
        rules: parseRuleset("").ruleset,
      },
    ],
    hosts: [],
  });
  expect(problems).toMatchObject([{ code: "bad-connection", host: "node", text: "udp seventeen" }]);
});
