import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAddress } from "../net/address";
import { isWithin } from "../net/prefix";
import { completeRoute, parseRoute, type Route } from "./route";
import { RouteTableBuilder } from "./routeTable";

function routeOf(text: string): Route {
  const parsed = parseRoute(text);
  if (!parsed.ok) throw new Error(parsed.why);
  return completeRoute(parsed.route, parsed.route.device);
}

function tableOf(texts: readonly string[]): RouteTableBuilder {
  const table = new RouteTableBuilder();
  for (const text of texts) table.add(routeOf(text));
  return table;
}

const TEXTS = [
  "default dev eth0",
  "10.0.0.0/8 dev eth0 metric 5",
  "10.0.0.0/8 dev eth1",
  "10.1.0.0/16 dev eth1",
  "10.1.2.0/24 dev eth2",
  "10.1.2.3 dev eth0",
  "10.1.2.3 dev eth3",
  "blackhole 10.1.2.4",
];
const TEXTS_IPV6 = [
  "-6 default dev eth0",
  "fd00::/8 dev eth1",
  "fd00:1::/64 dev eth2",
  "fd00:1::3 dev eth3",
];
const DEVICES = [undefined, "eth0", "eth1", "eth2", "eth3"];

/** As `ip route` would list them, and the first that fits: slow, and plain to see. */
function firstFitting(routes: readonly Route[], destination: string, device: string | undefined) {
  const address = parseAddress(destination);
  if (address === undefined) throw new Error(destination);
  const sorted = [...routes].sort(
    (one, other) => other.prefixBits - one.prefixBits || one.metric - other.metric,
  );
  return sorted.find(
    (route) =>
      isWithin(address, route.destination) && (device === undefined || route.device === device),
  );
}

test.each([
  {
    family: "IPv4",
    texts: TEXTS,
    destinations: ["10.1.2.3", "10.1.2.4", "10.1.2.9", "10.1.9.9", "10.9.9.9", "11.0.0.1"],
  },
  {
    family: "IPv6",
    texts: TEXTS_IPV6,
    destinations: ["fd00:1::3", "fd00:1::4", "fd00:2::1", "2001:db8::1"],
  },
])(
  "a lookup in a table of $family finds what going through the sorted list finds",
  ({ texts, destinations }) => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...texts]),
        fc.constantFrom(...destinations),
        fc.constantFrom(...DEVICES),
        (added, destination, device) => {
          const address = parseAddress(destination);
          if (address === undefined) throw new Error(destination);
          const found = tableOf(added).lookUp(address, device);
          expect(found?.text).toBe(firstFitting(added.map(routeOf), destination, device)?.text);
        },
      ),
    );
  },
);

test("a network with another metric is another route", () => {
  const table = tableOf(["10.0.0.0/8 dev eth0 metric 5"]);
  const { destination } = routeOf("10.0.0.0/8 dev eth1");
  expect(table.has(destination, 5)).toBe(true);
  expect(table.has(destination, 0)).toBe(false);
});
