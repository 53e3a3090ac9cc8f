import { expect, test } from "@playwright/test";
import { App } from "./app";

test("the page asks for nothing but its own files, and its policy forbids any connection", async ({
  page,
  baseURL,
}) => {
  const asked: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  const app = new App(page);
  await app.open();
  await app.openScenario("Two hosts, flannel, without the last SNAT rule");
  for (const tab of ["Rules", "Connections", "Walk log"] as const) await app.tab(tab);
  await app.press("End");
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  await page.keyboard.press("Escape");

  const foreign = asked.filter((url) => !url.startsWith(`${baseURL}/`) && !url.startsWith("data:"));
  expect(foreign).toEqual([]);
  expect(asked.length).toBeGreaterThan(3);
  expect(problems).toEqual([]);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute("content", /connect-src 'none'/);
  const refused = await page.evaluate(() =>
    fetch("/favicon.svg").then(
      () => "let through",
      () => "refused",
    ),
  );
  expect(refused).toBe("refused");
});

test("the site works below any path", async ({ page }) => {
  const app = new App(page);
  await page.route("**/some/where/**", async (route) => {
    const url = new URL(route.request().url());
    const own = `${url.origin}${url.pathname.replace("/some/where", "")}`;
    await route.fulfill({ response: await page.request.get(own) });
  });
  await page.goto("/some/where/");
  await expect(app.player).toBeVisible();
  await app.graphIsDrawn();
  // A request that is still being answered when the test ends would fail the next one.
  await page.unrouteAll({ behavior: "wait" });
});
