import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

const RULES = [
  "*raw",
  ":PREROUTING ACCEPT [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  "-A PREROUTING -p tcp -j TRACE",
  "COMMIT",
  "*nat",
  ":PREROUTING ACCEPT [0:0]",
  ":POSTROUTING ACCEPT [0:0]",
  ":KUBE-SERVICES - [0:0]",
  ":KUBE-SEP-A - [0:0]",
  ":KUBE-SEP-B - [0:0]",
  "-A PREROUTING -j KUBE-SERVICES",
  "-A KUBE-SERVICES -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -m statistic --mode random --probability 0.5 -j KUBE-SEP-A",
  "-A KUBE-SERVICES -d 10.96.0.10/32 -p tcp -m tcp --dport 80 -j KUBE-SEP-B",
  "-A KUBE-SEP-A -p tcp -m tcp -j DNAT --to-destination 10.244.1.2:8080",
  "-A KUBE-SEP-B -p tcp -m tcp -j DNAT --to-destination 10.244.1.3:8080",
  "COMMIT",
  "*filter",
  ":INPUT ACCEPT [0:0]",
  ":FORWARD DROP [0:0]",
  ":OUTPUT ACCEPT [0:0]",
  "-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
  "-A FORWARD -p tcp -m tcp --dport 8080 -j ACCEPT",
  "COMMIT",
  "",
].join("\n");

const HEAD = "LEN=60 TOS=0x00 PREC=0x00";

/** A connection to the second endpoint, as the kernel logs its SYN and the answer. */
const TRACE = [
  ...[
    "raw:PREROUTING:policy:2",
    "nat:PREROUTING:rule:1",
    "nat:KUBE-SERVICES:rule:2",
    "nat:KUBE-SEP-B:rule:1",
  ].map(
    (place) =>
      `TRACE: ${place} IN=eth0 OUT= SRC=192.0.2.1 DST=10.96.0.10 ${HEAD} TTL=63 ID=77 PROTO=TCP SPT=40000 DPT=80 SYN `,
  ),
  ...["filter:FORWARD:rule:2", "nat:POSTROUTING:policy:1"].map(
    (place) =>
      `TRACE: ${place} IN=eth0 OUT=cni0 SRC=192.0.2.1 DST=10.244.1.3 ${HEAD} TTL=62 ID=77 PROTO=TCP SPT=40000 DPT=8080 SYN `,
  ),
  `TRACE: raw:PREROUTING:policy:2 IN=cni0 OUT= SRC=10.244.1.3 DST=192.0.2.1 ${HEAD} TTL=64 ID=0 PROTO=TCP SPT=8080 DPT=40000 ACK SYN `,
  `TRACE: filter:FORWARD:rule:1 IN=cni0 OUT=eth0 SRC=10.244.1.3 DST=192.0.2.1 ${HEAD} TTL=63 ID=0 PROTO=TCP SPT=8080 DPT=40000 ACK SYN `,
]
  .map((line, at) => `[  100.0000${at}] ${line}`)
  .join("\n");

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    window.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, text);
}

function packets(page: Page) {
  return page.getByRole("listbox", { name: "Packets of the trace" }).getByRole("option");
}

test("the packets of a trace pasted with the rules walk as the kernel had them walk", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await paste(page, `${RULES}\n${TRACE}\n`);
  await expect(page.getByRole("dialog")).toContainText("2 packets traced, 8 lines.");
  await expect(page.getByRole("dialog")).toContainText("All 2 go as in the kernel");
  await page.getByRole("button", { name: "Walk the trace" }).click();
  await expect(packets(page)).toHaveCount(2);
  await expect(page.getByRole("img", { name: "as the kernel did" }).first()).toBeVisible();
  await app.stepTo("KUBE-SEP-B:1");
  await expect(app.sentence).toContainText("The kernel did the same, line 4.");
  await expect
    .poll(() => app.outcome())
    .toContain("As the kernel did, for all 6 steps of the trace.");
  await packets(page).nth(1).click();
  await expect(packets(page).nth(1)).toContainText("2 lines from 7");
  const steps = page.getByRole("listbox", { name: "Kernel and engine, step by step" });
  await steps.getByRole("option").filter({ hasText: "filter:FORWARD:rule:1" }).click();
  await expect(app.sentence).toContainText("The kernel did the same, line 8.");
});

test("a rule that is not as it was traced is flagged where the two part", async ({ page }) => {
  const app = new App(page);
  await app.open();
  const changed = RULES.replace("--dport 80 -j KUBE-SEP-B", "--dport 81 -j KUBE-SEP-B");
  await paste(page, `${changed}\n${TRACE}\n`);
  await expect(page.getByRole("dialog")).toContainText("went another way in the kernel");
  await page.getByRole("button", { name: "Walk the trace" }).click();
  await page.getByRole("button", { name: "Go to where they part" }).click();
  await expect(app.sentence).toContainText("The kernel: nat:KUBE-SERVICES:rule:2.");
  await expect(app.sentence).toContainText("destination port 80 is not what it asks for");
  await expect(page.locator("[data-row][data-kernel=kernel]")).toHaveAttribute(
    "aria-label",
    /rule 2/,
  );
  await page.getByRole("tab", { name: "Walk log" }).click();
  await expect(page.getByRole("img", { name: "not as the kernel did" }).first()).toBeVisible();
});

test("a trace pasted after the rules is walked on them, and comes back after a reload", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await paste(page, RULES);
  await page.getByRole("button", { name: "Walk these rules" }).click();
  await paste(page, TRACE);
  await expect(page.getByRole("dialog")).toContainText("on the rules that are open");
  await page.getByRole("button", { name: "Walk the trace" }).click();
  await expect(packets(page)).toHaveCount(2);
  await page.waitForFunction(() => document.querySelector("[data-chain-box]") !== null);
  await expect.poll(() => app.kept()).toContain("TRACE: ");
  await page.reload();
  await expect(page.getByRole("tab", { name: "Trace" })).toBeVisible();
  await expect.poll(() => app.outcome()).toContain("As the kernel did");
  await app.packetForm.getByRole("button", { name: "Send ctrl" }).click();
  await expect(page.getByRole("button", { name: "Walk the trace" })).toBeVisible();
});

test("a trace without its rules tells where each of its packets was", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await paste(page, TRACE.replaceAll("KUBE-SERVICES", "ANOTHER-NODE"));
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("The rules that are open are not those of this trace");
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await expect(dialog.getByRole("listitem").first()).toContainText(
    "192.0.2.1:40000 → 10.96.0.10:80 tcp SYN: raw:PREROUTING:policy:2, nat:PREROUTING:rule:1",
  );
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the packets of a trace are a sheet, and choosing one walks it", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("region", { name: "Player" })).toBeVisible();
    await paste(page, `${RULES}\n${TRACE}\n`);
    await page.getByRole("button", { name: "Walk the trace" }).click();
    const sheet = page.getByRole("dialog", { name: "Trace" });
    await expect(sheet.getByRole("option")).not.toHaveCount(0);
    await sheet.getByRole("option").nth(1).click();
    await page.getByRole("button", { name: "Close" }).click();
    await expect(page.getByRole("region", { name: "What happens here" })).toContainText(
      "As the kernel did",
    );
  });
});
