import { expect, type Locator, test } from "@playwright/test";
import { App } from "./app";

/** The Service's fields in the left panel. */
function services(app: App): Locator {
  return app.page.getByRole("region", { name: "Services" });
}

async function type(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press("Tab");
}

test("scaling a Service changes its rules, their chances and the walk at once", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.tab("Rules");
  const rules = page.getByRole("listbox", { name: /Rules/ });
  await page.getByRole("textbox", { name: "Search the rules" }).fill("--probability");
  await expect(rules).toContainText("0.33333333349");
  await services(app).getByRole("button", { name: "One more: Pods" }).click();
  await expect(rules).toContainText("0.25000000000");
  await expect(
    page.getByRole("region", { name: "Nodes and pods" }).getByText(/^10\.244\./),
  ).toHaveCount(4);
  await expect(
    page.locator("[data-chain-box=KUBE-SVC-CDGGSHYLG3RE2FKL] [data-row]", {
      hasText: "--probability 0.25000000000",
    }),
  ).toBeVisible();
});

test("a Service without pods refuses the packet, and undo brings them back", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await expect.poll(() => app.outcome()).toContain("Delivered");
  await type(services(app).getByRole("textbox", { name: "Pods" }), "0");
  await expect(app.sentence.locator("p").last()).toContainText("Rejected");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(app.sentence.locator("p").last()).toContainText("Delivered");
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(app.sentence.locator("p").last()).toContainText("Rejected");
});

test("a changed node port has its effect on the rules and, once the packet asks it, on the walk", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await type(services(app).getByRole("textbox", { name: "Node port" }), "30090");
  await expect(app.sentence.locator("p").last()).not.toContainText("web-r728ht7jz");
  await type(app.packetForm.getByRole("textbox", { name: "Destination port" }), "30090");
  await expect(app.sentence.locator("p").last()).toContainText("Delivered to web-r728ht7jz");
});

const REFUSALS = [
  { field: "Node port", typed: "80", says: /30000.*32767/ },
  { field: "Cluster IP", typed: "172.16.0.1", says: /10\.96\.0\.0\/12/ },
  { field: "Port", typed: "0", says: /1.*65535/ },
  { field: "Name", typed: "Web_1", says: /lower case|a-z/i },
];

for (const { field, typed, says } of REFUSALS) {
  test(`${field} refuses ${typed} beside the field, and the walk stays as it was`, async ({
    page,
  }) => {
    const app = new App(page);
    await app.open();
    const before = await app.outcome();
    const box = services(app).getByRole("textbox", { name: field, exact: true });
    await type(box, typed);
    await expect(box).toHaveAttribute("aria-invalid", "true");
    const description = await box.getAttribute("aria-describedby");
    await expect(page.locator(`[id="${description}"]`)).toContainText(says);
    await expect(box).toHaveValue(typed);
    await expect.poll(() => app.outcome()).toBe(before);
  });
}

test("what a field refuses is forgotten by Esc and by undo", async ({ page }) => {
  const app = new App(page);
  await app.open();
  const box = services(app).getByRole("textbox", { name: "Node port" });
  const undo = page.getByRole("button", { name: "Undo" });
  const takeBack = [
    () => box.press("Escape"),
    () => box.press("Control+z"),
    async () => {
      await services(app).getByRole("button", { name: "One more: Pods" }).click();
      await undo.click();
    },
  ];
  for (const back of takeBack) {
    await box.fill("80");
    await expect(box).toHaveAttribute("aria-invalid", "true");
    await back();
    await expect(box).toHaveAttribute("aria-invalid", "false");
    await expect(box).toHaveValue("30080");
    await expect(undo).toBeDisabled();
  }
});

test("nodes, pods and Services can be added and removed", async ({ page }) => {
  const app = new App(page);
  await app.open();
  const machines = page.getByRole("region", { name: "Nodes and pods" });
  await page.getByRole("button", { name: "Add a node" }).click();
  const map = page.getByRole("region", { name: "Network map" });
  await expect(machines).toContainText("192.168.1.13");
  // There is no room for a fourth node beside those that the packet meets.
  await expect(map.getByTitle("node-d")).toBeVisible();
  await page.getByRole("button", { name: "Add a Service" }).click();
  await expect(services(app).getByRole("button", { name: /^default\// })).toHaveCount(2);
  await machines.getByRole("button", { name: /^node-c/ }).click();
  await machines.getByRole("button", { name: /^Remove node/ }).click();
  await expect(machines.getByRole("button", { name: /^node-c/ })).toHaveCount(0);
  await expect(map).not.toContainText("node-c");
  await expect(map).toContainText("node-d");
});

test("a second packet of the connection does not visit nat again", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await app.packetForm.getByRole("button", { name: "One more: Packets" }).click();
  await app.press("End");
  await app.isAt(await app.lastHop());
  const places: string[] = [];
  for (let hop = await app.lastHop(); hop > 0; hop--) {
    const { row } = await app.shown();
    if (row !== undefined) places.unshift(row);
    await app.press("ArrowLeft");
    await app.isAt(hop - 1);
  }
  const visits = (place: string) => places.filter((each) => each === place).length;
  expect(visits("KUBE-SEP-F7BHZ7WL3PFYMSRY:2")).toBe(1);
  expect(visits("KUBE-SERVICES:2")).toBe(1);
  // To new connections only; the second packet is of one that is known.
  expect(visits("FORWARD:1")).toBe(2);
  expect(visits("KUBE-FORWARD:3")).toBe(6);
});

test("a LoadBalancer takes its address and source ranges, and drops who is not among them", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await services(app).getByRole("combobox", { name: "Type" }).selectOption("LoadBalancer");
  await type(services(app).getByRole("textbox", { name: "ingress" }), "198.51.100.20");
  await app.sendTo("198.51.100.20", 80);
  await expect(app.sentence.locator("p").last()).toContainText("Delivered");
  const ranges = services(app).getByRole("textbox", { name: "loadBalancerSourceRanges" });
  await type(ranges, "10.0.0.0/8, 192.168.1");
  await expect(ranges).toHaveAttribute("aria-invalid", "true");
  await type(ranges, "10.0.0.0/8");
  await expect(app.sentence.locator("p").last()).toContainText("Dropped");
  await type(ranges, "10.0.0.0/8, 203.0.113.7/32");
  await expect(app.sentence.locator("p").last()).toContainText("Delivered");
});

test("another version of kube-proxy writes other rules, and a packet walks them", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.tab("Rules");
  const rules = page.getByRole("listbox", { name: /Rules/ });
  const search = page.getByRole("textbox", { name: "Search the rules" });
  await search.fill("KUBE-MARK-DROP");
  await expect(rules).not.toContainText("KUBE-MARK-DROP");
  await page.getByRole("combobox", { name: "Version" }).selectOption("1.18");
  await search.fill("KUBE-MARK-DROP -");
  await expect(rules).toContainText(":KUBE-MARK-DROP - [0:0]");
  await expect(app.sentence.locator("p").last()).toContainText("Delivered");
});

test("a Service lights its rules, and a rule leads back to its Service", async ({ page }) => {
  const app = new App(page);
  await app.open();
  await services(app).getByRole("button", { name: "Light its rules" }).click();
  const ofService = page.locator("[data-of-service]");
  await expect(ofService.first()).toContainText("default/web");
  const row = page.locator("[data-chain-box=KUBE-NODEPORTS] [data-row]").first();
  await expect(row).toHaveAttribute("data-lit", "true");
  await expect(page.locator("[data-chain-box=PREROUTING] [data-lit]")).toHaveCount(0);
  await services(app)
    .getByRole("button", { name: /^default\/web/ })
    .click();
  await services(app).getByRole("button", { name: "Light its rules" }).waitFor({ state: "hidden" });
  await row.click();
  const detail = page.getByRole("complementary", { name: "Rule 1 of KUBE-NODEPORTS" });
  await expect(detail).toContainText("spec.ports[0].nodePort");
  await detail.getByRole("button", { name: "default/web" }).click();
  await expect(services(app).getByRole("combobox", { name: "Type" })).toBeVisible();
});

test("on a phone a rule that is tapped leads back to its Service", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/");
  const walk = page.getByRole("main");
  await expect(walk).toContainText("hop 0 of");
  for (let hop = 1; hop <= 6; hop++) {
    await page.keyboard.press("ArrowRight");
    await expect(walk).toContainText(`hop ${hop} of`);
  }
  await walk.getByRole("button", { name: /^KUBE-NODEPORTS rule 1/ }).click();
  const rule = page.getByRole("dialog", { name: "Rule 1 of KUBE-NODEPORTS" });
  await expect(rule).toContainText("spec.ports[0].nodePort");
  await rule.getByRole("button", { name: "default/web" }).click();
  await expect(rule).toBeHidden();
  const editor = page.getByRole("dialog", { name: "Packet and cluster" });
  await expect(editor.getByRole("textbox", { name: "Node port" })).toHaveValue("30080");
});

test("a pod that is not ready looks it, and gets no new connection", async ({ page }) => {
  const app = new App(page);
  await app.open();
  const pods = page.getByRole("region", { name: "Nodes and pods" });
  await expect(app.sentence.locator("p").last()).toContainText("web-r728ht7jz-5nvpx");
  await pods.getByRole("button", { name: /5nvpx/ }).click();
  await pods.getByRole("checkbox", { name: "Ready" }).uncheck();
  await expect(page.locator("[data-condition='not ready']")).toContainText("10.244.1.6");
  await expect(app.sentence.locator("p").last()).not.toContainText("5nvpx");
});
