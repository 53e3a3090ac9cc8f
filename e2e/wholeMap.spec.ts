import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

function mapOf(page: Page) {
  return page.getByRole("region", { name: /^Whole map of/ });
}

test("the map is walked by keyboard alone, and left again", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.press("m");
  const map = mapOf(page);
  const list = map.getByRole("listbox");
  await expect(list).toHaveAccessibleName(/34 chains, 37 rules/);
  await list.focus();
  await expect(async () => {
    await list.press("Home");
    await list.press("ArrowDown");
    await expect(map.getByRole("option", { selected: true })).toBeAttached({ timeout: 500 });
  }).toPass();
  await expect(map.getByRole("region", { name: "Picked chain" })).toBeVisible();
  await list.press("Enter");
  await expect(map).toBeHidden();
  await app.graphIsDrawn();
  await app.press("m");
  await app.press("m");
  await expect(map).toBeHidden();
  await app.graphIsDrawn();
});
