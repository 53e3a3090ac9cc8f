import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

const SVC = "KUBE-SVC-AAAAAAAAAAAAAAAA";
const SEPS = ["KUBE-SEP-AAAAAAAAAAAAAAAA", "KUBE-SEP-BBBBBBBBBBBBBBBB"] as const;

/** A Service with two endpoints of which one gets a fifth of the connections. */
const UNFAIR = [
  "*nat",
  ":PREROUTING ACCEPT [0:0]",
  ":INPUT ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  ":POSTROUTING ACCEPT [0:0]",
  ":KUBE-MARK-MASQ - [0:0]",
  ":KUBE-PROXY-CANARY - [0:0]",
  ":KUBE-SERVICES - [0:0]",
  ...[SVC, ...SEPS].map((chain) => `:${chain} - [0:0]`),
  "-A PREROUTING -j KUBE-SERVICES",
  "-A OUTPUT -j KUBE-SERVICES",
  "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000",
  `-A KUBE-SERVICES -d 10.96.0.10/32 -p tcp -m comment --comment "default/shop cluster IP" -m tcp --dport 80 -j ${SVC}`,
  `-A ${SVC} -m comment --comment "default/shop" -m statistic --mode random --probability 0.20000000019 -j ${SEPS[0]}`,
  `-A ${SVC} -m comment --comment "default/shop" -j ${SEPS[1]}`,
  ...SEPS.flatMap((chain, at) => [
    `-A ${chain} -s 10.244.1.${at + 2}/32 -j KUBE-MARK-MASQ`,
    `-A ${chain} -p tcp -m tcp -j DNAT --to-destination 10.244.1.${at + 2}:8080`,
  ]),
  "COMMIT",
  "",
].join("\n");

async function pasteAndOpen(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill(UNFAIR);
  await expect(dialog.getByText(/^1 finding: 1 warning\./)).toBeVisible();
  await page.getByRole("button", { name: "Walk these rules" }).click();
}

async function axeFinds(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

test("what is odd in pasted rules is told, and leads to its rule in the graph and in the rules", async ({
  page,
}) => {
  await new App(page).open();
  await pasteAndOpen(page);
  await page.getByRole("button", { name: "1 finding: 1 warning" }).click();
  const findings = page.getByRole("region", { name: "What is odd on node" });
  const finding = findings.getByRole("button", { name: /shares its connections unequally/ });
  await finding.click();
  await expect(findings.getByText("20.0 %, 80.0 %")).toBeVisible();
  await expect(page.getByRole("complementary", { name: `Rule 1 of ${SVC}` })).toBeVisible();
  await findings.getByText("known to be so on purpose").click();
  await expect(findings.getByText("Nobody jumps to KUBE-PROXY-CANARY")).toBeVisible();
  expect(await axeFinds(page)).toEqual([]);
  await findings.getByRole("button", { name: `Show rule 1 of ${SVC}` }).click();
  await expect(page.getByRole("tab", { name: "Rules" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText(`-A ${SVC} -m comment`).first()).toBeVisible();
});

test("on a phone the findings are a sheet that the menu opens", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    ...(baseURL ? { baseURL } : {}),
  });
  const page = await context.newPage();
  await page.goto("/");
  await expect(new App(page).player).toBeVisible();
  await pasteAndOpen(page);
  await page.getByRole("button", { name: "Packet and cluster" }).click();
  await page.getByRole("button", { name: "Findings", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Findings" });
  await sheet.getByRole("button", { name: /shares its connections unequally/ }).click();
  expect(await axeFinds(page)).toEqual([]);
  await sheet.getByRole("button", { name: `Show rule 1 of ${SVC}` }).click();
  const rules = page.getByRole("dialog", { name: "Rules" });
  await expect(rules.getByText(`-A ${SVC} -m comment`).first()).toBeInViewport();
  await context.close();
});
