import { expect, test } from "vitest";
import { addrtype } from "./addrtype";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, ip, packetWith } from "./testing/packets";

itReadsAndPrints(addrtype, [
  ["--dst-type LOCAL", same],
  [
    "--dst-type LOCAL ! --src-type LOCAL,UNICAST",
    prints("! --src-type UNICAST,LOCAL --dst-type LOCAL"),
  ],
  ["--dst-type LOCAL --limit-iface-in", same],
  ["--dst-type local", prints("--dst-type LOCAL")],
  ["--dst-type LOCAL --limit-iface-in --limit-iface-out", fails],
  ["--dst-type HERE", fails],
  ["--limit-iface-in", fails],
  ["", fails],
]);

const missing = { kind: "addresses", name: "node" } as const;
const known = contextWith({
  addressType: (address) => (address === ip("10.0.0.2") ? "LOCAL" : "UNICAST"),
});

test.each([
  ["--dst-type LOCAL", "yes"],
  ["! --dst-type LOCAL", "no"],
  ["--src-type LOCAL --dst-type LOCAL", "no"],
  ["! --src-type LOCAL --dst-type LOCAL", "yes"],
] as const)("%s on a packet to the node: %s", (written, decision) => {
  expect(addrtype.test(mk(addrtype, written), packetWith(), known)).toBe(decision);
});

test("an address whose type is not known leaves it undecided, unless the other side fails", () => {
  const context = contextWith({
    addressType: (address) => (address === ip("10.0.0.2") ? { missing } : "UNICAST"),
  });
  const decide = (written: string) => addrtype.test(mk(addrtype, written), packetWith(), context);
  expect(decide("! --dst-type LOCAL")).toEqual({ missing });
  expect(decide("--dst-type LOCAL --src-type UNICAST")).toEqual({ missing });
  expect(decide("--dst-type LOCAL --src-type LOCAL")).toBe("no");
});

test("--limit-iface-in asks about the interface that the packet came in by", () => {
  const asked: (string | undefined)[] = [];
  const context = contextWith({
    addressType: (_address, onInterface) => {
      asked.push(onInterface);
      return "LOCAL";
    },
  });
  addrtype.test(mk(addrtype, "--dst-type LOCAL --limit-iface-in"), packetWith(), context);
  expect(asked).toEqual(["eth0"]);
});
