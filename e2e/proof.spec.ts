import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { App } from "./app";

async function openProof(page: Page): Promise<Locator> {
  await new App(page).open();
  await page.getByRole("button", { name: "How do we know?" }).click();
  return page.getByRole("dialog", { name: "How do we know?" });
}

test("the recorded cases run again in the visitor's browser, each is listed, and none differs", async ({
  page,
}) => {
  const proof = await openProof(page);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await proof.getByRole("button", { name: "Run all recorded cases" }).click();
  await expect(proof.getByRole("button", { name: "Run them again" })).toBeVisible();
  await expect(proof.getByRole("status")).toContainText(
    /[\d,]+ packets, [\d,]+ hops: no difference\./,
  );
  await expect(proof.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "100");
  const lines = proof.getByRole("listbox").getByRole("option");
  await expect(lines.first()).toContainText(/packets?, [\d,]+ hops?|refused by both/);
  await expect(proof.getByLabel("same").first()).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("where the kernel did something else, that is shown hop beside hop", async ({ page }) => {
  await page.route(/\/assets\/service-chains-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const forged = text.replace(/(hook\\?": ?\\?")POSTROUTING/, "$1OUTPUT");
    expect(forged).not.toBe(text);
    await route.fulfill({ response, body: forged });
  });
  const proof = await openProof(page);
  await proof.getByRole("button", { name: "Run all recorded cases" }).click();
  await expect(proof.getByRole("status")).toContainText("1 difference in 1 case.");
  const differences = proof.getByRole("region", { name: /^Differences in / });
  await expect(differences).toContainText("hook OUTPUT");
  await expect(differences).toContainText("hook POSTROUTING");
  await expect(differences.getByLabel("differs")).toHaveCount(1);
});

test("the walk on the page can be taken out as a recorder case", async ({ page }) => {
  const proof = await openProof(page);
  const downloading = page.waitForEvent("download");
  await proof.getByRole("button", { name: "Download the case" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.case\.json$/);
  const written = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(written.packets).toEqual([
    { from: "client", dst: "192.168.1.10", proto: "tcp", sport: 52814, dport: 30080, reply: 1 },
  ]);
  expect(Object.keys(written.nodes)).toEqual(["node-a", "node-b", "node-c"]);
  expect(written.draws[0][0].took).toHaveLength(1);
});
