import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
];

for (const colorScheme of ["dark", "light"] as const) {
  for (const viewport of SIZES) {
    test(`axe finds nothing in ${colorScheme} at ${viewport.width} × ${viewport.height}`, async ({
      browser,
      baseURL,
    }) => {
      const context = await browser.newContext({
        colorScheme,
        viewport,
        ...(baseURL ? { baseURL } : {}),
      });
      const page = await context.newPage();
      await page.goto("/");
      await expect(new App(page).player).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Shift+ArrowRight");
      await page.keyboard.press("Shift+ArrowRight");
      expect(await violations(page)).toEqual([]);
      await context.close();
    });
  }
}

test("axe finds nothing in the sheets", async ({ page }) => {
  const app = new App(page);
  await app.open();
  for (const name of [
    /^Examples/,
    "Paste rules or manifests",
    "How do we know?",
    /^Send many/,
    "Take out",
    "Keys",
  ]) {
    await page.getByRole("button", { name }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
  }
});

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}
