import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

const DUMP = `*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:KUBE-SERVICES - [0:0]
:KUBE-SVC-A - [0:0]
:KUBE-SEP-A - [0:0]
-A PREROUTING -j KUBE-SERVICES
-A KUBE-SERVICES -d 10.96.0.10/32 -p tcp -m comment --comment "default/shop:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-A
-A KUBE-SVC-A -m comment --comment "default/shop:http" -j KUBE-SEP-A
-A KUBE-SEP-A -p tcp -m tcp -j DNAT --to-destination 10.244.1.2:8080
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A FORWARD -s 198.51.100.0/24 -j REJECT
-A FORWARD -d 10.244.0.0/16 -j ACCEPT
-A FORWARD -m comment --comment "the rest" -j LOG
COMMIT
`;

async function walkDump(app: App): Promise<void> {
  await app.open();
  await app.page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, DUMP);
  await app.page.getByRole("dialog").getByRole("button", { name: "Walk these rules" }).click();
  await expect(app.page.getByRole("dialog")).toBeHidden();
}

const whatIf = (page: Page) => page.getByRole("region", { name: "What if" });
const rules = (page: Page) => page.getByRole("listbox", { name: /^Rules of/ });

test("a rule is disabled, another inserted, and what that does is said, listed and put back", async ({
  page,
}) => {
  const app = new App(page);
  await walkDump(app);
  await app.tab("Rules");
  await rules(page).getByText("-A FORWARD -d 10.244.0.0/16 -j ACCEPT").click();
  await page.getByRole("button", { name: "Disable", exact: true }).click();
  await expect(whatIf(page)).toContainText("Now");
  await expect(whatIf(page)).toContainText("dropped by the policy of FORWARD");
  await expect(rules(page).getByText("disabled", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /^FORWARD: disabled/ })).toBeVisible();

  await page.getByRole("button", { name: "Insert after" }).click();
  const field = page.getByRole("textbox", { name: "A new rule after row 2" });
  await field.fill("-A FORWARD -p tcp --dprt 8080 -j ACCEPT");
  await field.press("Enter");
  await expect(page.getByRole("alert")).toHaveText(/"--dprt"/);
  await expect(field).toHaveValue("-A FORWARD -p tcp --dprt 8080 -j ACCEPT");
  await field.fill("-A FORWARD -p tcp --dport 8080 -j ACCEPT");
  await field.press("Enter");
  await expect(whatIf(page)).toContainText("Ends as before");

  await whatIf(page).getByRole("button", { name: "2 changes" }).click();
  const sheet = page.getByRole("dialog", { name: "Changes" });
  await expect(sheet.getByRole("region", { name: /^Commands for/ })).toContainText(
    "iptables -t filter -D FORWARD 2\niptables -t filter -I FORWARD 2 -p tcp -m tcp --dport 8080 -j ACCEPT",
  );
  await sheet.getByRole("button", { name: "Put back: FORWARD, Rule 2: disabled" }).click();
  await expect(sheet.getByRole("listitem")).toHaveCount(1);
  await sheet.getByRole("button", { name: "Put all back" }).click();
  await expect(sheet).toContainText("as they were pasted");
  await page.keyboard.press("Escape");
  await expect(whatIf(page)).toBeHidden();
});

test("changes outlive a reload", async ({ page }) => {
  const app = new App(page);
  await walkDump(app);
  await app.tab("Rules");
  await rules(page).getByText(":FORWARD DROP [0:0]").click();
  await page.getByRole("radiogroup", { name: "Policy of FORWARD" }).getByText("ACCEPT").click();
  await expect(whatIf(page)).toContainText("1 change");
  await expect.poll(() => app.kept()).toContain('"edits":');
  await page.reload();
  await expect(whatIf(page)).toContainText("1 change");
  await app.tab("Rules");
  await expect(rules(page).getByText(":FORWARD ACCEPT [0:0]")).toBeVisible();
});

test("a rule in the graph is edited and moved where it stands", async ({ page }) => {
  const app = new App(page);
  await walkDump(app);
  await app.press("End");
  await page.getByRole("button", { name: /^FORWARD rule 2,/ }).click();
  const detail = page.getByRole("complementary", { name: "Rule 2 of FORWARD" });
  await detail.getByRole("button", { name: "Edit" }).click();
  await detail.getByRole("textbox", { name: "The rule" }).fill("-A FORWARD -d 10.0.0.0/8 -j DROP");
  await detail.getByRole("textbox", { name: "The rule" }).press("Enter");
  await expect(whatIf(page)).toContainText("dropped by rule 2 of FORWARD");
  await detail.getByRole("button", { name: "Move up" }).click();
  const moved = page.getByRole("complementary", { name: "Rule 1 of FORWARD" });
  await moved.getByRole("button", { name: "Put back" }).click();
  await expect(whatIf(page)).toBeHidden();
});

test("with the keyboard alone", async ({ page }) => {
  const app = new App(page);
  await walkDump(app);
  await app.press("r");
  await expect(rules(page)).toBeVisible();
  await rules(page).focus();
  const edited = "-A FORWARD -d 10.244.0.0/16 -j ACCEPT";
  const chosen = rules(page).getByRole("option", { selected: true });
  await page.keyboard.press("ArrowDown");
  for (let line = 0; line < 40; line++) {
    if ((await chosen.textContent())?.includes(edited) === true) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Delete");
  await expect(whatIf(page)).toContainText("dropped by the policy of FORWARD");
  await page.keyboard.press("Delete");
  await expect(whatIf(page)).toBeHidden();
  await page.keyboard.press("Alt+ArrowUp");
  await expect(rules(page).getByText("moved", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "The rule", exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(rules(page)).toBeFocused();
  await page.keyboard.press("Insert");
  await page.keyboard.type("-p tcp -j DROP");
  await page.keyboard.press("Enter");
  await expect(whatIf(page)).toContainText("2 changes");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(whatIf(page)).toContainText("1 change");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a rule that was tapped is disabled, and enabled again", async ({ page }) => {
    const app = new App(page);
    await app.page.goto("/");
    await expect(app.player).toBeVisible();
    await app.page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    }, DUMP);
    await page.getByRole("dialog").getByRole("button", { name: "Walk these rules" }).click();
    const row = page.getByRole("button", { name: /^FORWARD rule 2,/ });
    await app.press("Home");
    for (let hop = 1; hop <= 12 && !(await row.isVisible()); hop++) {
      await app.press("ArrowRight");
      await expect(page.getByRole("region", { name: "Call stack" })).toContainText(`hop ${hop} of`);
    }
    await row.click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("button", { name: "Disable", exact: true }).click();
    await expect(sheet).toContainText("Disabled: no packet meets it.");
    await sheet.getByRole("button", { name: "Enable", exact: true }).click();
    await sheet.getByRole("button", { name: "Disable", exact: true }).click();
    await page.keyboard.press("Escape");
    await expect(whatIf(page)).toContainText("dropped by the policy of FORWARD");
    await whatIf(page).getByRole("button", { name: "Put all back" }).click();
    await expect(whatIf(page)).toBeHidden();
  });
});
