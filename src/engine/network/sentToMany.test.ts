import { expect, test } from "vitest";
import { ip } from "../matches/testing/packets";
import { oneNode, send, tablesOf } from "../testing/sending";

const REFUSING = {
  filter: ["INPUT -p udp -j REJECT", "INPUT -p tcp -j REJECT --reject-with tcp-reset"],
};

test("R46: what is for everybody on the link is delivered, also from nobody", () => {
  const world = oneNode({ filter: [] });
  const asked = send(world, "peer > udp 255.255.255.255:67", { source: ip("0.0.0.0") });
  expect(asked.turn.outcome).toEqual({ what: "local", at: "node" });
  expect(tablesOf(asked.turn.hops)).toEqual(["INPUT filter"]);
});

test("what is for the group of all hosts is delivered, for another that nobody joined it is lost", () => {
  const world = oneNode({ filter: [] });
  expect(send(world, "peer > udp 224.0.0.1:67").turn.outcome.what).toBe("local");
  const stray = send(world, "peer > udp 239.1.1.1:67");
  expect(stray.turn.outcome).toMatchObject({ what: "lost", reason: "not in the group" });
  expect(tablesOf(stray.turn.hops)).toEqual([]);
});

test("where programs are not known one may have joined the group", () => {
  const world = oneNode({ filter: [] }, { unknown: { programs: true } });
  const { outcome } = send(world, "peer > udp 224.0.0.18:67").turn;
  expect(outcome).toMatchObject({
    what: "undecided",
    missing: [{ kind: "other", name: "whether a program has joined 224.0.0.18" }],
  });
  expect(send(world, "peer > udp 224.0.0.1:67").turn.outcome.what).toBe("local");
});

test("a sender that the way back does not lead to is lost, whoever is asked", () => {
  const world = oneNode({ filter: [] }, { sysctls: { "net/ipv4/conf/vethA/rp_filter": 1 } });
  for (const many of ["255.255.255.255", "224.0.0.1", "239.1.1.1"]) {
    const { outcome } = send(world, `podA > udp ${many}:67`, { source: ip("10.0.0.20") }).turn;
    expect(outcome, many).toMatchObject({ what: "lost", reason: "rp_filter" });
  }
});

test("what was sent to many is refused without an answer", () => {
  const world = oneNode(REFUSING);
  for (const line of ["peer > udp 255.255.255.255:67", "peer > tcp 10.0.0.255:80"]) {
    const { turn } = send(world, line);
    expect(turn.outcome.what, line).toBe("rejected");
    expect(turn.made, line).toEqual([]);
  }
  expect(send(world, "peer > udp 10.0.0.10:67").turn.made).toHaveLength(1);
});
