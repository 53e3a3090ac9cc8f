import { expect, test } from "vitest";
import { buildInterfaces } from "./buildInterfaces";
import { routesOfAddresses } from "./routesOfAddresses";

const ADDRESSES = ["10.77.0.1/24", "fd00:77::1/64"];

test("an interface that is switched on brings its networks, broadcasts and groups", () => {
  expect(routesOf({ isDown: false })).toEqual([
    "local 10.77.0.1 dev v1 src 10.77.0.1",
    "10.77.0.0/24 dev v1 src 10.77.0.1",
    "broadcast 10.77.0.255 dev v1 src 10.77.0.1",
    "local fd00:77::1 dev v1",
    "fd00:77::/64 dev v1 metric 256",
    "anycast fd00:77:: dev v1",
    "multicast ff00::/8 dev v1 metric 256",
  ]);
});

test("R47: of one that is switched off the addresses of IPv4 are the node's own, and nothing else", () => {
  expect(routesOf({ isDown: true })).toEqual(["local 10.77.0.1 dev v1 src 10.77.0.1"]);
});

function routesOf({ isDown }: { readonly isDown: boolean }): readonly string[] {
  const spec = { name: "node", interfaces: [{ name: "v1", addresses: ADDRESSES, isDown }] };
  const told: string[] = [];
  const built = buildInterfaces(spec, (code) => told.push(code));
  expect(told).toEqual([]);
  return built
    .filter(({ name }) => name === "v1")
    .flatMap(routesOfAddresses)
    .map(({ text }) => text);
}
