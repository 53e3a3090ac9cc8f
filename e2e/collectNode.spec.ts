import { gzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { collectedNode } from "../src/workers/testing/collectedNode";
import { App } from "./app";

const outcome = (app: App) => app.sentence.locator("p").last();

/** Drops what was collected on a node as the packed file that it usually is. */
async function dropPacked(page: Page, text: string): Promise<void> {
  const packed = gzipSync(text).toString("base64");
  const data = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], "node-a.gz", { type: "application/gzip" }));
    return transfer;
  }, packed);
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

async function sendDnsQuery(app: App): Promise<void> {
  await app.packetForm.getByLabel("Protocol").selectOption("udp");
  await app.sendTo("10.0.0.10", 30053);
  await app.packetForm.getByRole("textbox", { name: "Source port" }).fill("5353");
  await app.packetForm.getByRole("textbox", { name: "Source port" }).press("Tab");
}

test("a node's collected output, with a set and a stale connection, changes the answer", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await dropPacked(page, collectedNode("node-a"));
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("A node, node-a: 3 interfaces");
  await expect(dialog).toContainText("ipset save: 1 set.");
  await expect(dialog).toContainText("conntrack -L: 1 connection.");
  await dialog.getByRole("button", { name: "Walk these rules" }).click();
  await expect(dialog).toBeHidden();
  await sendDnsQuery(app);

  await expect(outcome(app)).toContainText("Delivered to pod-10-88-0-3");
  await app.tab("Connections");
  await expect(page.getByRole("tabpanel")).toContainText("from the listing");

  await page.getByRole("textbox", { name: "Connections before the first packet" }).fill("");
  await expect(outcome(app)).toContainText("Delivered to dns-1");

  const sets = page.getByRole("textbox", { name: "Sets", exact: true });
  await sets.fill("create refused hash:net family inet\nadd refused 203.0.113.0/24");
  await expect(outcome(app)).toContainText("Dropped by");
});

test("what is missing of a node is said before it is opened", async ({ page }) => {
  const app = new App(page);
  await app.open();
  const withoutSets = collectedNode("node-a").replace(/^(?:create|add) .*\n/gm, "");
  await dropPacked(page, withoutSets.replace("chainwalk: ipset save", "chainwalk: uptime"));
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("ipset save: each rule that asks a set is undecided.");
  await dialog.getByRole("button", { name: "Walk these rules" }).click();
  await sendDnsQuery(app);
  await expect(outcome(app)).toContainText("Undecided");
});

test("the line that collects a node can be copied", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  await page.getByText("Collect from a node").click();
  await page.getByRole("button", { name: "Copy the line" }).click();
  expect(await app.copied("The collecting line")).toContain('echo "### chainwalk: $c"');
});
