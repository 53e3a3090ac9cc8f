import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

test("a walk can be chosen, played, stepped, read and edited with the keyboard alone", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await tabTo(page, /^Examples/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await tabTo(page, /Hairpin|itself/i);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.keyboard.press("End");
  await app.isAt(await app.lastHop());
  await page.keyboard.press("Home");
  await app.isAt(0);
  await page.keyboard.press("ArrowRight");
  await app.isAt(1);
  await page.keyboard.press("Shift+ArrowRight");
  await expect.poll(async () => (await app.shown()).hop).toBeGreaterThan(1);

  await page.keyboard.press("r");
  await expect(page.getByRole("tab", { name: "Rules", selected: true })).toBeVisible();
  await page.keyboard.press("l");
  await expect(page.getByRole("tab", { name: "Walk log", selected: true })).toBeVisible();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("space");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();

  await tabTo(page, /^Dice/);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("5");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "Dice" })).toHaveValue("5");
});

test("the graph is one tab stop: arrows move between rows, Enter opens a rule in full", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.press("Shift+ArrowRight");
  await page.locator("[data-row][tabindex='0']").focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^-A KUBE-/).first()).toBeVisible();
  await page.keyboard.press("Escape");
});

test("with reduced motion the packet steps instead of gliding", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    reducedMotion: "reduce",
    ...(baseURL ? { baseURL } : {}),
  });
  const page = await context.newPage();
  const app = new App(page);
  await app.open();
  await app.press("Space");
  await expect(app.player).not.toContainText("Hop 0 ");
  expect(await placesPerHop(page)).toBeLessThanOrEqual(2);
  await context.close();
});

/** The most places that the packet is seen at while one hop lasts, looked at frame by frame through three hops. */
function placesPerHop(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const places = new Map<string, Set<string>>();
    while (places.size < 3) {
      await new Promise(requestAnimationFrame);
      const player = document.querySelector('[aria-label="Player"]')?.textContent ?? "";
      const box = document.querySelector(".react-flow [data-token]")?.getBoundingClientRect();
      const hop = /Hop \d+/.exec(player)?.[0];
      if (box === undefined || hop === undefined) continue;
      const seen = places.get(hop) ?? new Set();
      places.set(hop, seen.add(`${Math.round(box.x)},${Math.round(box.y)}`));
    }
    return Math.max(...[...places.values()].map(({ size }) => size));
  });
}

/** Presses Tab until the focused thing has that name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element?.getAttribute("aria-label") ?? "";
      const own = element?.id ? document.querySelector(`label[for="${element.id}"]`) : null;
      return `${label}${own?.textContent ?? ""}${element?.textContent ?? ""}`;
    });
    if (name.test(focused.trim())) return;
  }
  throw new Error(`Tab never came to ${name}`);
}
