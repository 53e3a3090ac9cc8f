import { expect, test } from "@playwright/test";
import { App } from "./app";

test("of every rule that a hop passed over the one part that failed is told, and a lost draw as such", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.press("ArrowRight", 10);
  await app.isAt(10);
  await page.getByRole("button", { name: "2 passed over" }).click();
  const list = page.getByRole("listbox", { name: /^Rules of KUBE-SVC-.* passed over$/ });
  const lines = list.getByRole("option");
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText("destination 192.168.1.10 is not 10.96.20.1/32");
  await expect(lines.first().getByLabel("does not hold")).toBeVisible();
  await expect(lines.last()).toContainText(/drew 0\.\d{3}, needed below 0\.333/);
  await expect(lines.last().getByLabel("lost the draw")).toBeVisible();

  await lines.last().click();
  const detail = page.getByRole("complementary", { name: /^Rule 2 of KUBE-SVC-/ });
  await expect(detail).toContainText(/Passed over: drew 0\.\d{3}, needed below 0\.333\./);
  await expect(detail.getByLabel("lost the draw")).toBeVisible();

  await page.getByRole("button", { name: "2 passed over" }).click();
  await expect(list).toBeHidden();
  await expect(page.getByRole("region", { name: "Packet inspector" })).toContainText("destination");
});

test("a hop that passed over nothing asks no question", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.press("ArrowRight", 3);
  await app.isAt(3);
  await expect(page.getByRole("button", { name: /passed over$/ })).toBeHidden();
});
