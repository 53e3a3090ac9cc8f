import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

/** Looks at the source port, so that no connection can be told from another: each is walked. */
const EACH_ITS_OWN_WAY = "-A FORWARD -p tcp -m tcp --sport 1:30000 -j ACCEPT";

async function openCounting(page: Page) {
  await page.getByRole("button", { name: "Send many, count by endpoint" }).click();
  return page.getByRole("dialog", { name: "Count by endpoint" });
}

test("a million connections are spread over the endpoints, the same with the same seed", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const dialog = await openCounting(page);
  const bars = dialog.getByRole("region", { name: "Connections by endpoint" });
  await dialog.getByRole("button", { name: "Send them" }).click();
  await expect(bars.getByRole("listitem")).toHaveCount(3);
  await expect(bars).toContainText("1,000,000 connections in");
  const shares = await bars.getByRole("strong").allTextContents();
  for (const share of shares) expect(Math.abs(Number.parseFloat(share) - 33.33)).toBeLessThan(0.3);
  const first = await bars.getByRole("list").textContent();
  await dialog.getByRole("button", { name: "Send them" }).click();
  await expect(bars).toContainText("1,000,000 connections in");
  expect(await bars.getByRole("list").textContent()).toBe(first);
});

test("a long count says how far it is and can be cancelled", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  await page
    .getByRole("dialog")
    .getByRole("textbox")
    .first()
    .fill(`*filter\n:FORWARD ACCEPT [0:0]\n${EACH_ITS_OWN_WAY}\nCOMMIT`);
  await page.getByRole("button", { name: "Walk these rules" }).click();
  const dialog = await openCounting(page);
  await dialog.getByLabel("Connections").fill("10000001");
  await expect(dialog.getByRole("alert")).toContainText("10000000");
  await dialog.getByLabel("Connections").fill("10,000,000");
  await dialog.getByRole("button", { name: "Send them" }).click();
  await expect(dialog.getByRole("progressbar")).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog.getByRole("status")).toContainText(/Cancelled after [\d,]+ of 10,000,000/);
});
