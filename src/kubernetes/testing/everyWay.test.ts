import { expect, test } from "vitest";
import { buildWorld, parseIpv4, parseRuleset, printEndpoint } from "@/engine";
import { everyWay } from "./everyWay";
import { goldenWorld, OUTSIDE_CLIENT } from "./goldenNode";

const RULES = `*nat
:PREROUTING ACCEPT [0:0]
:THREE - [0:0]
-A PREROUTING -d 10.96.0.1/32 -p tcp -j THREE
-A THREE -m statistic --mode random --probability 0.25 -p tcp -j DNAT --to-destination 10.244.0.5:80
-A THREE -m statistic --mode random --probability 0.5 -p tcp -j DNAT --to-destination 10.244.0.6:80
-A THREE -p tcp -j DNAT --to-destination 10.244.0.7:80
COMMIT
`;

test("every way that chance allows is walked once, and their chances add up to one", () => {
  const podAddresses = ["10.244.0.5", "10.244.0.6", "10.244.0.7"];
  const rules = parseRuleset(RULES).ruleset;
  const destination = parseIpv4("10.96.0.1");
  if (destination === undefined) throw new Error("an address is expected");
  const { world } = buildWorld(goldenWorld({ address: "192.168.1.10", rules, podAddresses }));
  const ways = everyWay(world, {
    from: OUTSIDE_CLIENT,
    destination,
    protocol: 6,
    destinationPort: 80,
    replies: 0,
  });
  const ends = ways.map(({ trace, probability }) => {
    const packet = trace.turns[0]?.arrived?.packet;
    const end = packet === undefined ? "" : printEndpoint(packet.destination, 80);
    return `${end} ${probability.toFixed(4)}`;
  });
  expect(ends.sort()).toEqual([
    "10.244.0.5:80 0.2500",
    "10.244.0.6:80 0.3750",
    "10.244.0.7:80 0.3750",
  ]);
});
