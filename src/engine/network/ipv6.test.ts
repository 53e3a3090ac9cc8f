import { expect, test } from "vitest";
import { nodeWithIpv6 } from "../testing/nodeWithIpv6";
import { ends, send } from "../testing/sending";
import type { World } from "./world";

/** What came of a request and of its reply: where it arrived and between which ends. */
function walked(world: World, line: string): readonly string[] {
  const { trace } = send(world, line, { replies: 1 });
  return trace.turns.map(({ outcome, arrived }) =>
    arrived === undefined ? outcome.what : `${arrived.at}: ${ends(arrived.packet)}`,
  );
}

test("DNAT to an address of IPv6 rewrites the destination, and the reply is translated back", () => {
  const world = nodeWithIpv6({
    nat: [
      "PREROUTING -d fd00:96::10/128 -p tcp -m tcp --dport 80 -j DNAT --to-destination [fd00:1::2]:8080",
    ],
  });
  expect(walked(world, "client > tcp [fd00:96::10]:80")).toEqual([
    "podA: [2001:db8::7]:40000 > [fd00:1::2]:8080",
    "client: [fd00:96::10]:80 > [2001:db8::7]:40000",
  ]);
});

test("MASQUERADE takes the source that the way to the destination prefers", () => {
  const world = nodeWithIpv6({ nat: ["POSTROUTING -s fd00:1::/64 -o eth0 -j MASQUERADE"] });
  const [request] = walked(world, "podA > tcp [2001:db8::7]:80");
  expect(request).toMatch(/^client: \[fd00::1[01]\]:40000 > \[2001:db8::7\]:80$/);
});

test.each([
  ["icmp6-port-unreachable", 4],
  ["icmp6-adm-prohibited", 1],
  ["icmp6-no-route", 0],
  ["icmp6-addr-unreachable", 3],
])("REJECT with %s is answered with that ICMPv6 error, which walks home", (kind, code) => {
  const world = nodeWithIpv6({
    filter: [`FORWARD -d fd00:1::2/128 -j REJECT --reject-with ${kind}`],
  });
  const { turn } = send(world, "client > udp [fd00:1::2]:53");
  expect(turn.outcome.what).toBe("rejected");
  expect(turn.made[0]?.sent.icmp).toEqual({ type: 1, code });
  expect(turn.made[0]?.arrived?.at).toBe("client");
});

test("rules of IPv6 tell icmp6 by its own types", () => {
  const world = nodeWithIpv6({
    filter: ["FORWARD -p ipv6-icmp -m icmp6 --icmpv6-type echo-request -j DROP"],
  });
  expect(send(world, "client > ipv6-icmp [fd00:1::2]").turn.outcome.what).toBe("dropped");
});

test.each([
  ["fd00:bad::1", "unreachable"],
  ["fd00:bad:1::1", "prohibit"],
  ["fd00:bad:2::1", "blackhole"],
])("a route of IPv6 can refuse: %s is %s", (address, reason) => {
  expect(send(nodeWithIpv6({}), `podA > udp [${address}]:53`).turn.outcome).toMatchObject({
    what: "lost",
    reason,
  });
});

test("R41: what nat turns into ::1 on the way in has no route, and its sender is told", () => {
  const world = nodeWithIpv6({
    nat: [
      "OUTPUT -d ::1/128 -p tcp -m tcp --dport 80 -j DNAT --to-destination [fd00:1::2]:8080",
      "POSTROUTING -s ::1/128 -j MASQUERADE",
    ],
  });
  const { turn, reply } = send(world, "node > tcp [::1]:80", { replies: 1 });
  expect(turn.outcome).toMatchObject({ what: "delivered", at: "podA" });
  expect(reply?.outcome).toMatchObject({ what: "lost", reason: "no route" });
  expect(reply?.made[0]?.sent.icmp).toEqual({ type: 1, code: 0 });
});
