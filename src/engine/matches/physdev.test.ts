import { expect, test } from "vitest";
import { physdev } from "./physdev";
import { fails, itReadsAndPrints, mk, prints, same } from "./testing/cases";
import { contextWith, packetWith } from "./testing/packets";

itReadsAndPrints(physdev, [
  ["! --physdev-is-in", same],
  [
    "--physdev-in eth0 ! --physdev-out veth+ --physdev-is-bridged ! --physdev-is-in",
    prints("! --physdev-is-in --physdev-in eth0 ! --physdev-out veth+ --physdev-is-bridged"),
  ],
  ["--physdev-in averyveryverylongname", fails],
  ["", fails],
]);

test("a packet that is not bridged passes when every option is inverted", () => {
  const decide = (written: string) =>
    physdev.test(mk(physdev, written), packetWith(), contextWith());
  expect(decide("! --physdev-is-in")).toBe("yes");
  expect(decide("--physdev-is-in")).toBe("no");
  expect(decide("! --physdev-is-in --physdev-out eth0")).toBe("no");
});
