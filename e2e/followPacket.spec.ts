import { expect, test } from "@playwright/test";
import { loadScenarios } from "@/state/scenarioList";
import { App, type Shown } from "./app";
import { expectedWalk } from "./expectedWalk";

for (const scenario of await loadScenarios()) {
  const { id } = scenario;
  test(`${id}: every hop shows what the trace says, forwards, backwards and by scrubbing`, async ({
    page,
  }) => {
    const expected = expectedWalk(scenario);
    const app = new App(page);
    await app.open();
    await app.openScenario(scenario.document.title);
    await app.press("Home");

    await stepThrough(app, expected, "ArrowRight");
    await stepThrough(app, [...expected].reverse(), "ArrowLeft");

    await app.press("End");
    let highest = expected.length - 1;
    for (const share of [0.85, 0.6, 0.4, 0.2, 0.02]) {
      await scrubTo(app, share);
      await expect(async () => {
        const stop = await app.shown();
        expect(stop.hop).toBeLessThan(share * expected.length + 5);
        expect(stop.hop).toBeLessThanOrEqual(highest);
        expect(stop).toEqual(expected[stop.hop]);
        highest = stop.hop;
      }).toPass({ timeout: 30_000 });
    }
  });
}

test("play goes from the first hop to the last by itself, and pause keeps the place", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const last = await app.lastHop();
  await app.press("Space");
  await expect(app.player).toContainText("playing");
  await expect(app.player).not.toContainText("Hop 0 ");
  await app.press("Space");
  await expect(app.player).toContainText("paused");
  const { hop } = await app.shown();
  await page.waitForTimeout(400);
  await expect.poll(async () => (await app.shown()).hop).toBe(hop);
  expect(hop).toBeLessThan(last);
});

test("DNAT, MARK and MASQUERADE show the old value struck and the new beside it, in row and inspector", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const changes = [
    { row: "KUBE-MARK-MASQ:1", old: "0x0", new: "0x4000" },
    { row: "KUBE-SEP-F7BHZ7WL3PFYMSRY:2", old: "192.168.1.10:30080", new: "10.244.1.6:8080" },
    { row: "KUBE-POSTROUTING:2", old: "0x4000", new: "0x0" },
    { row: "KUBE-POSTROUTING:3", old: "203.0.113.7:52814", new: /^192\.168\.1\.10:\d+$/ },
  ];
  for (const change of changes) {
    await app.press("Shift+ArrowRight");
    await expect.poll(async () => (await app.shown()).row).toBe(change.row);
    const inspector = page.getByLabel("Packet inspector");
    await expect(inspector.locator("del").first()).toHaveText(change.old);
    await expect(
      inspector.locator("ins, strong").filter({ hasText: change.new }).first(),
    ).toBeVisible();
    const graph = page.locator(".react-flow");
    await expect(graph.locator("del").filter({ hasText: change.old }).first()).toBeVisible();
    await expect(graph.locator("ins").filter({ hasText: change.new }).first()).toBeVisible();
  }
});

async function stepThrough(app: App, expected: readonly Shown[], key: string): Promise<void> {
  for (const [number, stop] of expected.entries()) {
    if (number > 0) await app.press(key);
    await app.isAt(stop.hop);
    await expect.poll(() => app.shown()).toEqual(stop);
  }
}

/** Drags the playhead to a share of the track. */
async function scrubTo(app: App, share: number): Promise<void> {
  const box = await app.slider.boundingBox();
  if (box === null) throw new Error("the track is not on the screen");
  const y = box.y + box.height / 2;
  await app.page.mouse.move(box.x + box.width - 2, y);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + box.width * share, y, { steps: 6 });
  await app.page.mouse.up();
}
