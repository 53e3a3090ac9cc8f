import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { App } from "./app";

test("of every rule that a hop passed over the one part that failed is told, and a lost draw as such", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.stepTo("KUBE-SVC-CDGGSHYLG3RE2FKL:3");
  await page.getByRole("button", { name: "2 passed over" }).click();
  const list = page.getByRole("listbox", { name: /^Rules of KUBE-SVC-.* passed over$/ });
  const lines = list.getByRole("option");
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText("destination 192.168.1.10 is not 10.96.20.1/32");
  await expect(lines.first().getByLabel("does not hold")).toBeVisible();
  await expect(lines.last()).toContainText(/drew 0\.\d{3}, needed below 0\.333/);
  await expect(lines.last().getByLabel("lost the draw")).toBeVisible();

  await lines.last().click();
  const detail = page.getByRole("complementary", { name: /^Rule 2 of KUBE-SVC-/ });
  await expect(detail).toContainText(/Passed over: drew 0\.\d{3}, needed below 0\.333\./);
  await expect(detail.getByLabel("lost the draw")).toBeVisible();

  await page.getByRole("button", { name: "2 passed over" }).click();
  await expect(list).toBeHidden();
  await expect(page.getByRole("region", { name: "Packet inspector" })).toContainText("destination");
});

test("the log's count of rules passed over leads to why", async ({ page }) => {
  const app = new App(page);
  await app.open();
  const log = page.getByRole("listbox", { name: "Walk log" });
  await log.getByText("1 passed over").first().click();
  const list = page.getByRole("listbox", { name: "Rules of KUBE-SERVICES that were passed over" });
  await expect(list.getByRole("option")).toHaveCount(1);
  await expect.poll(async () => (await app.shown()).row).toBe("KUBE-SERVICES:2");
  await page.setViewportSize({ width: 1280, height: 720 });
  await app.tab("Walk log");
  await log.getByText("1 passed over").first().click();
  await expect(list.getByRole("option")).toHaveCount(1);
});

test("a hop that passed over nothing asks no question", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.stepTo("PREROUTING:1");
  await expect(page.getByRole("button", { name: /passed over$/ })).toBeHidden();
});

test("of thousands of rules passed over any is explained when it is asked for", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  const rules = Array.from(
    { length: 5000 },
    (_, index) =>
      `-A FORWARD -d 10.9.${index >> 8}.${index & 255}/32 -p tcp -m tcp --dport 443 -j DROP`,
  );
  const text = ["*filter", ":FORWARD ACCEPT [0:0]", ...rules, "-A FORWARD -p tcp -j ACCEPT"];
  await page.evaluate(
    (pasted) => {
      const data = new DataTransfer();
      data.setData("text/plain", pasted);
      document.body.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true }),
      );
    },
    `${text.join("\n")}\nCOMMIT\n`,
  );
  await page.getByRole("button", { name: "Walk these rules" }).click();
  await app.packetForm.getByLabel("To", { exact: true }).fill("10.9.0.7");
  for (const what of ["addresses", "routes"])
    await page.getByLabel(`It may have other ${what}`).uncheck();
  await page.getByRole("heading", { name: "Chainwalk" }).click();
  await app.stepTo("FORWARD:5001");
  await page.getByRole("button", { name: "5,000 passed over" }).click();
  const list = page.getByRole("listbox", { name: "Rules of FORWARD that were passed over" });
  await expect(list.getByRole("option").first()).toContainText(
    "destination 10.9.0.7 is not 10.9.0.0/32",
  );
  await list.evaluate((element) => {
    element.scrollTop = element.scrollHeight;
  });
  const last = list.getByRole("option").last();
  await expect(last).toContainText("5000");
  await expect(last).toContainText("destination 10.9.0.7 is not 10.9.19.135/32");
  await list.evaluate((element) => {
    element.scrollTop = 0;
  });
  await list.getByRole("option").nth(7).click();
  const detail = page.getByRole("complementary", { name: "Rule 8 of FORWARD" });
  await expect(detail).toContainText("dport 80 is not 443");
});

test("on a phone the rules that were passed over are a sheet", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const app = new App(page);
  await page.goto("/");
  await expect(app.player).toBeVisible();
  const door = page.getByRole("button", { name: "2 passed over" });
  for (let hop = 1; hop <= 20 && !(await door.isVisible()); hop++) {
    await app.press("ArrowRight");
    await expect(page.getByRole("region", { name: "Call stack" })).toContainText(`hop ${hop} of`);
  }
  await door.click();
  const sheet = page.getByRole("dialog", { name: "Passed over here" });
  await expect(sheet.getByRole("option").first()).toContainText(
    "destination 192.168.1.10 is not 10.96.20.1/32",
  );
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
