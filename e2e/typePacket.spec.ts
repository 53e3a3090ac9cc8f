import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

function lineOf(page: Page) {
  return page.getByRole("textbox", { name: "Type a packet" });
}

test("a line of tcpdump typed with the key t fills the form and is walked", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.press("t");
  await expect(lineOf(page)).toBeFocused();
  await lineOf(page).fill(
    "12:00:01.2 eth0  In  IP 198.51.100.9.40000 > 192.168.1.10.30080: Flags [S], seq 1, length 0",
  );
  await lineOf(page).press("Enter");
  await expect(app.packetForm.getByRole("combobox", { name: "From" })).toHaveValue(
    "host-198-51-100-9",
  );
  await expect(app.packetForm.getByRole("textbox", { name: "Source port" })).toHaveValue("40000");
  await expect(page.getByText("a client host-198-51-100-9 was added")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect
    .poll(() => app.outcome())
    .toMatch(/^Delivered to web-.*which sees .* and not host-198-51-100-9/);
});

test("a line that is no packet is refused beside it, and the walk stays", async ({ page }) => {
  const app = new App(page);
  await app.open();
  const before = await app.outcome();
  await lineOf(page).fill("dig web.default");
  await lineOf(page).press("Enter");
  await expect(page.getByRole("alert")).toContainText("At character 16: Which name server");
  await expect.poll(() => app.outcome()).toBe(before);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the key t opens the drawer with the line in it", async ({ page }) => {
    const app = new App(page);
    await page.goto("/");
    await expect(app.player).toBeVisible();
    await app.press("t");
    await expect(lineOf(page)).toBeFocused();
    await lineOf(page).fill("curl http://web.default/");
    await lineOf(page).press("Enter");
    await expect(page.getByText("It does not say who sends: client, as before.")).toBeVisible();
  });

  test("why the walk ends so is a tap away, and a hop that decided leads to its rule", async ({
    page,
  }) => {
    const app = new App(page);
    await page.goto("/");
    await expect(app.player).toBeVisible();
    await page.getByRole("button", { name: "What decided" }).click();
    const sheet = page.getByRole("dialog", { name: "Walk log" });
    await expect(sheet).toContainText(await app.outcome());
    await decisiveOf(page).filter({ hasText: "DNAT" }).first().click();
    await expect(sheet).toBeHidden();
    await expect(app.sentence).toContainText("sent the packet to web-");
  });
});

function decisiveOf(page: Page) {
  return page.getByRole("listbox", { name: "Walk log" }).getByRole("option");
}

test("a line of curl pasted onto the page is sent, and the same in the paste box too", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "curl http://192.168.1.11:30080/\n");
    document.body.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
    );
  });
  await expect(page.getByRole("status").last()).toContainText(
    "Sent: curl http://192.168.1.11:30080/",
  );
  const to = app.packetForm.getByRole("combobox", { name: "To", exact: true });
  await expect(to).toHaveValue("192.168.1.11");
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  await page.getByRole("textbox", { name: /^What iptables-save/ }).fill("nc 192.168.1.12 30080");
  await page.getByRole("button", { name: "Send the packet" }).click();
  await expect(to).toHaveValue("192.168.1.12");
});

test.describe("in a low window", () => {
  test.use({ viewport: { width: 1280, height: 720 } });

  test("only the hops that decided are listed when asked, and one leads to its rule", async ({
    page,
  }) => {
    const app = new App(page);
    await app.open();
    await page.getByText("What decided", { exact: true }).click();
    await expect(decisiveOf(page).filter({ hasText: "end" })).toHaveCount(0);
    await decisiveOf(page).filter({ hasText: "DNAT" }).first().click();
    await expect.poll(async () => (await app.shown()).row).toMatch(/^KUBE-SEP-.*:2$/);
  });
});
