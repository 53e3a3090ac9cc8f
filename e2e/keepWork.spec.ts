import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { App } from "./app";

const FOURTH_POD = "10.244.0.2";

test("a reload brings the work back", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "One more: Pods" }).click();
  await expect(page.getByRole("textbox", { name: "Pods" })).toHaveValue("4");
  await expect.poll(() => app.kept()).toContain(FOURTH_POD);
  await page.reload();
  await app.graphIsDrawn();
  await expect(page.getByRole("textbox", { name: "Pods" })).toHaveValue("4");
});

test("a broken saved state is set aside with a message, never a blank page", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "One more: Pods" }).click();
  await expect.poll(() => app.kept()).toContain(FOURTH_POD);
  const broken = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    let overwritten = 0;
    for (const { name } of databases) {
      if (name === undefined) continue;
      overwritten += await new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const [store] = [...database.objectStoreNames];
          if (store === undefined) return resolve(0);
          const objects = database.transaction(store, "readwrite").objectStore(store);
          const keys = objects.getAllKeys();
          keys.onsuccess = () => {
            for (const key of keys.result) objects.put({ chainwalk: "nonsense", version: 99 }, key);
            objects.transaction.oncomplete = () => resolve(keys.result.length);
          };
        };
      });
    }
    return overwritten;
  });
  expect(broken).toBeGreaterThan(0);
  await page.reload();
  await app.graphIsDrawn();
  await expect(page.getByText(/set aside/)).toBeVisible();
});

test("a walk is saved to a file and opened from it again", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "One more: Pods" }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save to a file" }).click();
  const download = await saving;
  const path = await download.path();
  expect(JSON.parse(await readFile(path, "utf8"))).toHaveProperty("format", "chainwalk");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("textbox", { name: "Pods" })).toHaveValue("3");
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open a file" }).click();
  await (await choosing).setFiles({
    name: "walk.json",
    mimeType: "application/json",
    buffer: await readFile(path),
  });
  await page.getByRole("dialog").getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("textbox", { name: "Pods" })).toHaveValue("4");
});

test("the walk is copied as text", async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Copy the walk as text" }).click();
  const text = await app.copied("The walk");
  expect(text).toContain("KUBE-SEP-F7BHZ7WL3PFYMSRY:2");
  expect(text).toContain("DNAT");
  expect(text.split("\n").length).toBeGreaterThan(50);
  await context.close();
});
