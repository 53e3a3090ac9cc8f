import { expect, test } from "@playwright/test";
import { App } from "./app";

const RULES = [
  "*nat",
  ":PREROUTING ACCEPT [0:0]",
  ":INPUT ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  ":POSTROUTING ACCEPT [0:0]",
  "-A PREROUTING -m addrtype --dst-type LOCAL -j RETURN",
  "COMMIT",
  "",
].join("\n");

const IP_ADDR = [
  "2: eth0: <BROADCAST,UP,LOWER_UP> mtu 1500",
  "    inet 192.0.2.1/24 brd 192.0.2.255 scope global eth0",
  "",
].join("\n");

test("an undecided walk leads to the command whose output decides it, and that is added to the dump", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill(RULES);
  await dialog.getByRole("button", { name: "Walk these rules" }).click();
  await expect(app.sentence).toContainText("not all addresses of node are known");

  const door = app.sentence.getByRole("button", { name: "Paste ip addr" });
  await door.focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toContainText("It is added to what is open");
  await dialog.getByRole("textbox").first().fill(IP_ADDR);
  await expect(dialog).toContainText("More about node, to be added to what is open");
  await dialog.getByRole("button", { name: "Add it" }).click();
  await expect(dialog).toBeHidden();
  await expect(app.sentence).not.toContainText("not all addresses");
  await expect(page.getByLabel("Addresses of eth0")).toHaveValue("192.0.2.1/24");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(app.sentence).toContainText("not all addresses of node are known");
});

test("the same sentence leads to the fields in which addresses are written", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill(RULES);
  await dialog.getByRole("button", { name: "Walk these rules" }).click();
  await app.sentence.getByRole("button", { name: "Paste ip addr" }).click();
  await dialog.getByRole("button", { name: "Write it into the fields instead" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel("Addresses of eth0")).toBeFocused();
});
