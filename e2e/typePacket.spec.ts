import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

function lineOf(page: Page) {
  return page.getByRole("textbox", { name: "Type a packet" });
}

test("a line of tcpdump typed with the key t fills the form and is walked", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.press("t");
  await expect(lineOf(page)).toBeFocused();
  await lineOf(page).fill(
    "12:00:01.2 eth0  In  IP 198.51.100.9.40000 > 192.168.1.10.30080: Flags [S], seq 1, length 0",
  );
  await lineOf(page).press("Enter");
  await expect(app.packetForm.getByRole("combobox", { name: "From" })).toHaveValue(
    "host-198-51-100-9",
  );
  await expect(app.packetForm.getByRole("textbox", { name: "Source port" })).toHaveValue("40000");
  await expect(page.getByText("a client host-198-51-100-9 was added")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Pause" }).click();
  expect(await app.outcome()).toMatch(
    /^Delivered to web-.*which sees .* and not host-198-51-100-9/,
  );
});

test("a line that is no packet is refused beside it, and the walk stays", async ({ page }) => {
  const app = new App(page);
  await app.open();
  const before = await app.outcome();
  await lineOf(page).fill("dig web.default");
  await lineOf(page).press("Enter");
  await expect(page.getByRole("alert")).toContainText("At character 16: Which name server");
  expect(await app.outcome()).toBe(before);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the key t opens the drawer with the line in it", async ({ page }) => {
    const app = new App(page);
    await page.goto("/");
    await expect(app.player).toBeVisible();
    await app.press("t");
    await expect(lineOf(page)).toBeFocused();
    await lineOf(page).fill("curl http://web.default/");
    await lineOf(page).press("Enter");
    await expect(page.getByText("It does not say who sends: client, as before.")).toBeVisible();
  });
});
