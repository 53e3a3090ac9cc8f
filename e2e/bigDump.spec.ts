import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { kubeText } from "../bench/kubeText.mjs";
import { App } from "./app";

test("a dump of 100,007 rules is dropped, searched, walked, kept when another is cancelled, and redacted: the packet fares alike", async ({
  page,
}, testInfo) => {
  test.slow();
  const file = testInfo.outputPath("node.save");
  writeFileSync(file, kubeText({ services: 5000, endpoints: 6 }));
  const larger = testInfo.outputPath("larger.save");
  writeFileSync(larger, kubeText({ services: 15_000, endpoints: 6 }));
  const app = new App(page);
  const dialog = page.getByRole("dialog");
  await app.open();

  await app.dropFile(file);
  await expect(dialog.getByText("100,007 rules in 35,007 chains")).toBeVisible();
  await dialog.getByRole("button", { name: "Walk these rules" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator("[data-chain-box=KUBE-SERVICES]").first()).toBeVisible();

  await app.press("s");
  await dialog.getByRole("textbox", { name: "Find" }).fill("svc-4711:");
  await dialog.getByRole("button", { name: "Send a packet to ns-11/svc-4711:http" }).click();
  await expect(dialog).toBeHidden();
  await app.press("End");
  await expect
    .poll(async () => (await app.shown()).destination)
    .toMatch(/^10\.244\.\d+\.\d+:8080$/);
  const walked = { ...(await app.shown()), outcome: await app.outcome() };
  expect(walked.row).toBe("KUBE-POSTROUTING:3");
  expect(walked.outcome).toContain("not all addresses of node are known");

  await app.dropFile(larger);
  await expect(dialog.getByRole("status").first()).toContainText(/[\d,]+ rules/);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog.getByRole("status").first()).toHaveText("The reading was cancelled.");
  await expect(dialog.getByRole("button", { name: "Open", exact: true })).toBeDisabled();
  await expect.poll(() => page.workers().length).toBe(0);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect.poll(() => app.outcome()).toBe(walked.outcome);

  await page.getByRole("button", { name: "Take out" }).click();
  await dialog.getByRole("button", { name: "Redact", exact: true }).click();
  await expect(dialog.getByRole("status").first()).toContainText(/Replaced: [\d,]+ addresses/, {
    timeout: 120_000,
  });
  await dialog.getByRole("button", { name: "Walk the redacted dump" }).click();
  await expect(dialog).toBeHidden();
  await app.graphIsDrawn();
  await app.press("End");
  await expect.poll(async () => (await app.shown()).hop).toBe(walked.hop);
  const redacted = { ...(await app.shown()), outcome: await app.outcome() };
  expect(redacted.destination).not.toBe(walked.destination);
  expect(redacted.destination).toMatch(/:8080$/);
  expect({ row: redacted.row, mark: redacted.mark, sentence: redacted.sentence }).toEqual({
    row: walked.row,
    mark: walked.mark,
    sentence: walked.sentence,
  });
  expect(redacted.outcome.replaceAll(/host-\d+/g, "node")).toBe(walked.outcome);
});
