import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

const HASHES = Array.from({ length: 3000 }, (_, at) => `M${String(at).padStart(15, "0")}`);

/** A node with three thousand Services of two endpoints each: 9,006 chains. */
const DUMP = [
  "*nat",
  ":PREROUTING ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  ":POSTROUTING ACCEPT [0:0]",
  ":KUBE-SERVICES - [0:0]",
  ":KUBE-MARK-MASQ - [0:0]",
  ...HASHES.flatMap((hash) => [
    `:KUBE-SVC-${hash} - [0:0]`,
    `:KUBE-SEP-A${hash} - [0:0]`,
    `:KUBE-SEP-B${hash} - [0:0]`,
  ]),
  "-A PREROUTING -j KUBE-SERVICES",
  "-A OUTPUT -j KUBE-SERVICES",
  "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000",
  ...HASHES.map(
    (hash, at) =>
      `-A KUBE-SERVICES -d 10.96.${at >> 8}.${at & 255}/32 -p tcp -m comment --comment "shop/s${at}:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-${hash}`,
  ),
  ...HASHES.flatMap((hash, at) => [
    `-A KUBE-SVC-${hash} -m comment --comment "shop/s${at}:http" -m statistic --mode random --probability 0.5 -j KUBE-SEP-A${hash}`,
    `-A KUBE-SVC-${hash} -m comment --comment "shop/s${at}:http" -j KUBE-SEP-B${hash}`,
    `-A KUBE-SEP-A${hash} -s 10.244.1.1/32 -j KUBE-MARK-MASQ`,
    `-A KUBE-SEP-A${hash} -p tcp -m tcp -j DNAT --to-destination 10.244.1.1:8080`,
    `-A KUBE-SEP-B${hash} -p tcp -m tcp -j DNAT --to-destination 10.244.1.2:8080`,
  ]),
  "COMMIT",
  "",
].join("\n");

async function openDump(page: Page): Promise<App> {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const sheet = page.getByRole("dialog");
  const chooser = page.waitForEvent("filechooser");
  await sheet.getByRole("button", { name: "Open a file" }).click();
  const buffer = Buffer.from(DUMP);
  await (await chooser).setFiles({ name: "rules.txt", mimeType: "text/plain", buffer });
  await expect(sheet.getByRole("status").first()).toContainText("18,003 rules");
  await sheet.getByRole("button", { name: /^(?:Walk these rules|Open)$/ }).click();
  await expect(sheet).toBeHidden();
  await app.graphIsDrawn();
  return app;
}

function mapOf(page: Page) {
  return page.getByRole("region", { name: /^Whole map of/ });
}

test("far out the graph becomes the whole map, a found chain is lit there, and a double click opens it", async ({
  page,
}) => {
  const app = await openDump(page);
  const map = mapOf(page);
  await expect(async () => {
    await app.press("-");
    await expect(map).toBeVisible({ timeout: 300 });
  }).toPass();
  await expect(map).toContainText("9,005 chains, 18,003 rules");

  await map.getByRole("textbox", { name: "Find on the map" }).fill("shop/s1717:http");
  await expect(map.getByRole("search")).toContainText("2 lit");
  const picked = map.getByRole("region", { name: "Picked chain" });
  await expect(async () => {
    await map.getByRole("textbox", { name: "Find on the map" }).press("Enter");
    await expect(picked).toContainText("KUBE-SVC-M000000000001717", { timeout: 1000 });
  }).toPass();
  await expect(picked).toContainText("Service shop/s1717:http2 rules, 1 reference");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  // What was found is brought to the middle of the map, a little below the titles of the lanes.
  const box = await map.getByRole("listbox").boundingBox();
  if (box === null) throw new Error("the map has no place");
  await page.mouse.dblclick(box.x + box.width / 2, box.y + 22 + box.height / 2);
  await expect(page.locator("[data-chain-box=KUBE-SVC-M000000000001717]")).toBeVisible();
  await expect(map).toBeHidden();

  await app.press("Escape");
  await expect(picked).toContainText("KUBE-SVC-M000000000001717");
  await expect(map.getByRole("textbox", { name: "Find on the map" })).toHaveValue(
    "shop/s1717:http",
  );
});

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
