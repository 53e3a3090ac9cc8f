import { expect, test } from "vitest";
import { oneNode, send, tablesOf } from "../testing/sending";

const KNOWN =
  "tcp 6 86000 ESTABLISHED src=203.0.113.7 dst=10.244.1.2 sport=40000 dport=80 src=10.244.1.2 dst=203.0.113.7 sport=80 dport=40000 [ASSURED] mark=0 use=1";
const UNANSWERED =
  "udp 17 25 src=203.0.113.7 dst=10.244.1.3 sport=40000 dport=53 [UNREPLIED] src=10.244.1.3 dst=203.0.113.7 sport=53 dport=40000 mark=0 use=1";
const MAX = "net/netfilter/nf_conntrack_max";
const COUNT = "net/netfilter/nf_conntrack_count";
const TABLES = { raw: [], mangle: [], filter: [] };

test("R42: a new connection that finds the table full is lost behind raw", () => {
  const world = oneNode(TABLES, { connections: [KNOWN], sysctls: { [MAX]: 1, [COUNT]: 1 } });
  const { turn } = send(world, "client > tcp 10.244.1.3:80");
  expect(turn.outcome).toMatchObject({
    what: "lost",
    reason: "conntrack table full",
    after: { table: "raw", hook: "PREROUTING" },
    sendError: undefined,
  });
  expect(turn.connections).toEqual({});
});

test("R42: a local sender gets EPERM, and raw OUTPUT alone has seen the packet", () => {
  const world = oneNode(TABLES, { connections: [KNOWN], sysctls: { [MAX]: 1 } });
  const { turn } = send(world, "node > udp 10.244.1.3:53");
  expect(turn.outcome).toMatchObject({ reason: "conntrack table full", sendError: "EPERM" });
  expect(tablesOf(turn.hops)).toEqual(["OUTPUT raw"]);
});

test("R42: a known connection passes a full table", () => {
  const world = oneNode(TABLES, { connections: [KNOWN], sysctls: { [MAX]: 1 } });
  const { turn } = send(world, "client > tcp 10.244.1.2:80", { tcpFlags: 16 });
  expect(turn.outcome).toMatchObject({ what: "delivered", at: "podA" });
});

test("R42: the connections of the walk fill the table too, and one dropped by a rule does not", () => {
  const open = oneNode({ filter: ["FORWARD -d 10.244.1.3 -j DROP"] }, { sysctls: { [MAX]: 1 } });
  const dropped = send(open, "client > tcp 10.244.1.3:80");
  expect(dropped.turn.outcome).toMatchObject({ what: "dropped" });
  const first = send(dropped.world, "client > tcp 10.244.1.2:80", { replies: 2 });
  expect(first.turn.outcome).toMatchObject({ what: "delivered" });
  const next = send(first.world, "client > tcp 10.244.1.2:81");
  expect(next.turn.outcome).toMatchObject({ what: "lost", reason: "conntrack table full" });
});

test.each([
  {
    what: "a connection that is not assured",
    node: { connections: [KNOWN, UNANSWERED], sysctls: { [MAX]: 2, [COUNT]: 2 } },
  },
  {
    what: "a connection that no listing shows",
    node: { connections: [KNOWN], sysctls: { [MAX]: 65536, [COUNT]: 65536 } },
  },
])("R42: $what may be put out for a new one: undecided", ({ node }) => {
  const { turn } = send(oneNode(TABLES, node), "client > tcp 10.244.1.3:80");
  expect(turn.outcome).toMatchObject({
    what: "undecided",
    missing: [{ kind: "other", name: expect.stringContaining("full table") }],
    ways: [
      { what: "lost", reason: "conntrack table full" },
      { what: "delivered", at: "podB" },
    ],
  });
});

test.each([{ [MAX]: 0, [COUNT]: 900 }, { [MAX]: 2, [COUNT]: 1 }, { [COUNT]: 900 }, {}])(
  "R42: with %j there is room",
  (sysctls) => {
    const { turn } = send(oneNode(TABLES, { sysctls }), "client > tcp 10.244.1.3:80");
    expect(turn.outcome).toMatchObject({ what: "delivered" });
  },
);
