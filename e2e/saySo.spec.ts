import { expect, test } from "@playwright/test";
import { App } from "./app";

const RULES = [
  "*filter",
  ":INPUT ACCEPT [0:0]",
  ":FORWARD ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  "-A OUTPUT -m owner --uid-owner 1000 -j DROP",
  "COMMIT",
].join("\n");

test("what a rule asks for and nobody knows can be said, and the walk is decided", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await expect(app.packetForm.getByLabel("Owner")).toBeHidden();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  await page.getByRole("dialog").getByRole("textbox").first().fill(RULES);
  await page.getByRole("button", { name: "Walk these rules" }).click();
  await page.getByLabel("Addresses of eth0").fill("192.0.2.10/24");
  await app.packetForm.getByLabel("From", { exact: true }).selectOption("node");
  await app.packetForm.getByLabel("To", { exact: true }).fill("203.0.113.7");
  await expect(app.sentence).toContainText("Undecided");

  await page.getByRole("button", { name: "Say who sends it" }).click();
  const owner = app.packetForm.getByLabel("Owner");
  await expect(owner).toBeFocused();
  await expect(app.packetForm).toContainText("A rule of this walk asks for it.");
  await owner.fill("root");
  await expect(app.packetForm.getByRole("alert")).toContainText("uid:gid");
  await owner.fill("1000:1000");
  await expect(app.sentence).toContainText("Dropped");
  await owner.fill("0:0");
  await expect(app.sentence).toContainText("Delivered");
  await expect(page.getByRole("button", { name: /^Say / })).toBeHidden();
});

test("all that can be said is behind one button", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "More about the packet" }).click();
  for (const name of ["Owner", "Payload", "Processor", "cgroup", "Date, UTC", "Socket"])
    await expect(app.packetForm.getByLabel(name, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "More about the packet" }).click();
  await expect(app.packetForm.getByLabel("Owner")).toBeHidden();
});
