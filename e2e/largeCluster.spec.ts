import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { clusterItems, jsonOf } from "../bench/clusterText.mjs";
import { App } from "./app";

test("5,000 Services with 50,000 pods are opened, found, walked and changed", async ({
  page,
}, testInfo) => {
  test.slow();
  const app = new App(page);
  await app.open();
  const file = testInfo.outputPath("all.json");
  writeFileSync(file, jsonOf(clusterItems({ services: 5000, endpoints: 10 })));
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("dialog").getByText("Open a file").click();
  await (await chosen).setFiles(file);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("status").first()).toContainText(
    "500 nodes, 50,000 pods, 5,000 Services",
    {
      timeout: 120_000,
    },
  );
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByText("Find among 5,000 Services")).toBeAttached();
  await page.getByRole("textbox", { name: "Find among 5,000 Services" }).fill("svc-4321");
  await page.getByRole("button", { name: /^ns-21\/svc-4321/ }).click();
  await app.packetForm.getByRole("combobox", { name: "From", exact: true }).fill("svc-1-3");
  await app.packetForm.getByRole("combobox", { name: "To", exact: true }).fill("svc-4321.ns-21");
  await app.packetForm.getByRole("textbox", { name: "Destination port" }).fill("80");
  await expect(app.sentence.locator("p").last()).toContainText(/Delivered to svc-4321-\d/);
  const services = page.getByRole("region", { name: "Services" });
  await services.getByRole("textbox", { name: "Port", exact: true }).fill("81");
  await expect(app.sentence.locator("p").last()).not.toContainText(/Delivered to svc-4321/);
});
