import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

const NAMES = Array.from({ length: 40 }, (_, at) => `svc-${at + 1}`);

/** A node with forty Services as kube-proxy writes them, with counters. */
const DUMP = [
  "*nat",
  ":PREROUTING ACCEPT [12:720]",
  ":OUTPUT ACCEPT [0:0]",
  ":POSTROUTING ACCEPT [0:0]",
  ":KUBE-SERVICES - [0:0]",
  ":KUBE-MARK-MASQ - [0:0]",
  ...NAMES.flatMap((name) => [
    `:KUBE-SVC-${name.toUpperCase()} - [0:0]`,
    `:KUBE-SEP-${name.toUpperCase()} - [0:0]`,
  ]),
  '[9000:540000] -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '[10:600] -A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  "[0:0] -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000",
  ...NAMES.map(
    (name, at) =>
      `[${at * at}:0] -A KUBE-SERVICES -d 10.96.1.${at + 1}/32 -p tcp -m comment --comment "shop/${name}:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-${name.toUpperCase()}`,
  ),
  ...NAMES.flatMap((name, at) => [
    `[${at * at}:0] -A KUBE-SVC-${name.toUpperCase()} -m comment --comment "shop/${name}:http -> 10.244.1.${at + 1}:8080" -j KUBE-SEP-${name.toUpperCase()}`,
    `[0:0] -A KUBE-SEP-${name.toUpperCase()} -s 10.244.1.${at + 1}/32 -m comment --comment "shop/${name}:http" -j KUBE-MARK-MASQ`,
    `[${at * at}:0] -A KUBE-SEP-${name.toUpperCase()} -p tcp -m comment --comment "shop/${name}:http" -m tcp -j DNAT --to-destination 10.244.1.${at + 1}:8080`,
  ]),
  "COMMIT",
  "*filter",
  ":INPUT ACCEPT [0:0]",
  ":FORWARD ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  "COMMIT",
  "",
].join("\n");

async function openDump(page: Page): Promise<App> {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  await page.getByRole("dialog").getByRole("textbox").first().fill(DUMP);
  await page.getByRole("dialog").getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await app.graphIsDrawn();
  return app;
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test("a Service of a pasted dump is found, gone to, left again, and sent a packet", async ({
  page,
}) => {
  const app = await openDump(page);
  await app.press("s");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Find" }).fill("svc-17:");
  await expect(dialog.getByRole("region", { name: "Services" })).toContainText("shop/svc-17:http");
  await expectNoViolations(page);
  await app.press("Enter");

  await expect(dialog).toBeHidden();
  await expect(
    page.getByText("This packet does not come here. One chain leads to it."),
  ).toBeVisible();
  await expect(page.locator("[data-chain-box=KUBE-SVC-SVC-17]")).toBeVisible();
  await expect(page.locator("[data-chain-box=KUBE-SEP-SVC-17]")).toBeAttached();
  await expect(page.locator("[data-chain-box=KUBE-SERVICES]")).toBeAttached();
  await expect(
    page.getByRole("listbox", { name: /^Rules of/ }).getByRole("option", { selected: true }),
  ).toContainText(":KUBE-SVC-SVC-17 -");
  await expectNoViolations(page);
  await app.press("b");
  await expect(page.getByText("This packet does not come here.")).toBeHidden();

  await app.press("s");
  await dialog.getByRole("textbox", { name: "Find" }).fill("10.96.1.17");
  await dialog.getByRole("button", { name: "Send a packet to shop/svc-17:http" }).click();
  await expect(dialog).toBeHidden();
  await app.press("End");
  await expect(page.locator("[data-chain-box=KUBE-SVC-SVC-17]")).toBeAttached();
  await expect.poll(async () => (await app.shown()).destination).toContain("10.244.1.17");
});

test("a chain that the packet meets is shown on its way", async ({ page }) => {
  const app = await openDump(page);
  await app.press("Control+k");
  await page.getByRole("dialog").getByRole("textbox", { name: "Find" }).fill("KUBE-SERVICES");
  const chains = page.getByRole("dialog").getByRole("region", { name: "Chains", exact: true });
  await chains.getByRole("button", { name: /KUBE-SERVICES/ }).click();
  await expect(page.getByText("This packet does not come here.")).toBeHidden();
  await expect.poll(async () => (await app.shown()).row).toMatch(/^KUBE-SERVICES:/);
});

test("the tree folds chains that begin alike, and leads to each by keyboard", async ({ page }) => {
  const app = await openDump(page);
  await app.tab("Rules");
  await page.getByText("Tree", { exact: true }).click();
  const tree = page.getByRole("listbox", { name: /^Tables and chains of/ });
  await expect(tree.getByRole("option", { name: /KUBE-SVC-….*40 chains/ })).toBeVisible();
  await tree.getByRole("option", { name: /KUBE-SVC-…/ }).click();
  await tree.press("ArrowDown");
  await tree.press("Enter");
  await expect(page.locator("[data-chain-box=KUBE-SVC-SVC-1]")).toBeVisible();
  await expectNoViolations(page);
});

test("counters are shown as bars, and are switched off and on", async ({ page }) => {
  const app = await openDump(page);
  await app.tab("Rules");
  const lines = page.getByRole("listbox", { name: /^Rules of/ });
  await expect(lines.locator("[data-heat]").first()).toBeVisible();
  await page.getByRole("button", { name: "Heat on" }).click();
  await expect(page.locator("[data-chain-box] [data-heat]")).toHaveCount(0);
  await expect(lines.locator("[data-heat]")).toHaveCount(0);
  await page.getByRole("button", { name: "Heat off" }).click();
  await expect(lines.locator("[data-heat]").first()).toBeVisible();
});
