import { expect, test } from "@playwright/test";
import { App } from "./app";

/** So long that reading it takes seconds: 40,000 pods, as `kubectl get pods -o yaml` prints them. */
function manyPods(): string {
  const items = Array.from({ length: 40_000 }, (_, number) =>
    [
      "- apiVersion: v1",
      "  kind: Pod",
      "  metadata:",
      `    name: pod-${number}`,
      "    namespace: default",
      "    labels:",
      "      app: many",
      "  spec:",
      "    nodeName: node-a",
      "  status:",
      `    podIP: 10.${64 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`,
      "",
    ].join("\n"),
  );
  return `apiVersion: v1\nitems:\n${items.join("")}kind: List\nmetadata:\n  resourceVersion: ""\n`;
}

test("the reading of a long YAML tells how far it is, is cancelled, and leaves the page as it was", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const before = await app.outcome();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const sheet = page.getByRole("dialog");
  const chooser = page.waitForEvent("filechooser");
  await sheet.getByRole("button", { name: "Open a file" }).click();
  await (await chooser).setFiles({
    name: "pods.yaml",
    mimeType: "text/yaml",
    buffer: Buffer.from(manyPods()),
  });
  await expect(sheet.getByRole("status").first()).toContainText(/\d+ % of the text read/);
  expect(page.workers()).toHaveLength(1);
  await sheet.getByRole("button", { name: "Cancel" }).click();
  await expect(sheet.getByRole("status").first()).toHaveText("The reading was cancelled.");
  await expect(sheet.getByRole("button", { name: "Open", exact: true })).toBeDisabled();
  await expect.poll(() => page.workers().length).toBe(0);

  await sheet.getByRole("button", { name: "Empty the box" }).click();
  await sheet.getByRole("textbox").first().fill("kind: Service\nmetadata: {name: web}\nspec: {}\n");
  await expect(sheet.getByRole("status").first()).toContainText("3 nodes, 0 pods, 1 Service.");
  await sheet.getByRole("button", { name: "Close" }).click();
  await expect.poll(() => app.outcome()).toBe(before);
});
