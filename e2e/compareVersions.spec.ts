import { expect, test } from "@playwright/test";
import { App } from "./app";

test("two versions of kube-proxy stand side by side, with what changed in between", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Compare versions" }).click();
  const dialog = page.getByRole("dialog", { name: "Two versions of kube-proxy" });
  await dialog.getByRole("combobox", { name: "From" }).selectOption("1.18");
  await dialog.getByRole("combobox", { name: "To" }).selectOption("1.34");
  await expect(dialog.locator("[data-diff=removed]").first()).toBeVisible();
  await expect(dialog).toContainText(/\d+ lines gone, \d+ lines new/);
  await expect(dialog.getByRole("region", { name: "What changed in between" })).toContainText(
    "KUBE-MARK-DROP",
  );
  await dialog.getByRole("combobox", { name: "From" }).selectOption("1.34");
  await expect(dialog).toContainText("Both versions write the same rules for this node.");
});
