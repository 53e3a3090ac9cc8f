import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { App } from "./app";

const DUMP = [
  "root@acme-node-7:~# iptables-save",
  "*nat",
  ":PREROUTING ACCEPT [0:0]",
  ":INPUT ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  ":POSTROUTING ACCEPT [0:0]",
  ":KUBE-SERVICES - [0:0]",
  ":KUBE-SVC-AB34CDEFGHIJKLMN - [0:0]",
  "-A PREROUTING -j KUBE-SERVICES",
  '-A KUBE-SERVICES -d 10.96.7.10/32 -p tcp -m comment --comment "acme/payroll:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-AB34CDEFGHIJKLMN',
  "-A KUBE-SVC-AB34CDEFGHIJKLMN -p tcp -m tcp -j DNAT --to-destination 10.244.1.2:8080",
  "COMMIT",
  "*filter",
  ":INPUT ACCEPT [0:0]",
  ":FORWARD ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  ":ACME-AUDIT - [0:0]",
  '-A FORWARD -d 10.244.0.0/16 -m comment --comment "asked for by Jane" -j ACME-AUDIT',
  "-A ACME-AUDIT -j DROP",
  "COMMIT",
  "",
].join("\n");

const SECRETS = ["acme", "ACME", "payroll", "Jane", "10.96.7.10", "10.244.1.2", "AB34CDEF"];

test("a pasted dump is redacted, shown, taken away, walked, and pasted again: the packet fares alike", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const openPaste = page.getByRole("button", { name: "Paste rules or manifests" });
  const dialog = page.getByRole("dialog");
  await openPaste.click();
  await dialog.getByRole("textbox").first().fill(DUMP);
  await dialog.getByRole("button", { name: "Redact", exact: true }).click();
  await expect(dialog.getByRole("status")).toContainText(/Replaced: 4 addresses/);
  await expect(dialog.getByRole("region", { name: "What is replaced" })).toContainText("payroll");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const downloading = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  const text = readFileSync(await (await downloading).path(), "utf8");
  for (const secret of SECRETS) expect(text).not.toContain(secret);
  await dialog.getByRole("button", { name: "Walk the redacted dump" }).click();
  await expect(dialog).toBeHidden();
  await app.graphIsDrawn();
  const redacted = await app.outcome();
  expect(redacted).toMatch(/dropped by rule 1 of CHAIN-\d in filter/);

  await openPaste.click();
  await dialog.getByRole("textbox").first().fill(text);
  await dialog.getByRole("button", { name: "Walk these rules" }).click();
  await expect(dialog).toBeHidden();
  await expect
    .poll(() => app.outcome())
    .toBe(redacted.replaceAll(/host-\d+/g, (name) => (name === "host-1" ? "node" : "client")));

  await openPaste.click();
  await dialog.getByRole("textbox").first().fill(DUMP);
  await dialog.getByRole("button", { name: "Walk these rules" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => app.outcome()).toMatch(/dropped by rule 1 of ACME-AUDIT in filter/);
  await page.getByRole("button", { name: "Take out" }).click();
  await dialog.getByRole("button", { name: "Redact", exact: true }).click();
  await expect(dialog.getByRole("status")).toContainText(/Replaced: 4 addresses/);
});
