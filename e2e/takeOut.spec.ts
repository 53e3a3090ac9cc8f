import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

/** What the page hands over when a button is pressed. */
async function download(page: Page, button: string): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: `Download: ${button}`, exact: true }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

test("the cluster is taken out as YAML and pasted again", async ({ page }) => {
  const app = new App(page);
  await app.open();
  const outcome = await app.outcome();
  await page.getByRole("button", { name: "Take out" }).click();
  const { name, text } = await download(page, "The cluster as YAML");
  expect(name).toMatch(/\.yaml$/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(text);
  await expect(dialog).toContainText("3 nodes");
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await expect(dialog).toBeHidden();
  await app.sendTo("node-a", 30080);
  await expect.poll(async () => (await app.outcome()).split(",")[0]).toMatch(/^Delivered to web-/);
  expect(outcome).toMatch(/^Delivered to web-/);
});

test("a node's rules are taken out as text and as a script", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Take out" }).click();
  await page.getByRole("dialog").getByRole("combobox", { name: "Node" }).selectOption("node-b");
  const save = await download(page, "The rules of a node");
  expect(save.name).toBe("node-b.iptables");
  expect(save.text).toContain("\n-A KUBE-SERVICES ");
  expect(save.text.trimEnd()).toMatch(/COMMIT$/);
  const script = await download(page, "The same rules as a shell script");
  expect(script.name).toBe("node-b.sh");
  const appended = (text: string) => text.split("\n").filter((line) => line.includes("-A ")).length;
  expect(appended(script.text)).toBe(appended(save.text));
});
