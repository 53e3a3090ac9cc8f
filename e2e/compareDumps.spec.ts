import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

const SERVICES = [
  { name: "shop/cart", address: "10.96.7.11", chain: "KUBE-SVC-CARTCARTCARTCART" },
  { name: "shop/web", address: "10.96.7.10", chain: "KUBE-SVC-WEBAWEBAWEBAWEBA" },
] as const;

/** Two Services, of which the second may be one whose packets are dropped. */
function dump(order: readonly (typeof SERVICES)[number][], ...forward: readonly string[]): string {
  return [
    "*nat",
    ":PREROUTING ACCEPT [0:0]",
    ":INPUT ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    ":POSTROUTING ACCEPT [0:0]",
    ":KUBE-SERVICES - [0:0]",
    ...order.map(({ chain }) => `:${chain} - [0:0]`),
    "-A PREROUTING -j KUBE-SERVICES",
    ...order.map(
      ({ name, address, chain }) =>
        `-A KUBE-SERVICES -d ${address}/32 -p tcp -m comment --comment "${name}:http cluster IP" -m tcp --dport 80 -j ${chain}`,
    ),
    ...order.map(
      ({ address, chain }) =>
        `-A ${chain} -p tcp -m tcp -j DNAT --to-destination 10.244.1.${address.at(-1)}:8080`,
    ),
    "COMMIT",
    "*filter",
    ":INPUT ACCEPT [0:0]",
    ":FORWARD ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    ...forward.map((rule) => `-A FORWARD ${rule}`),
    "COMMIT",
    "",
  ].join("\n");
}

const BEFORE = dump(SERVICES, "-d 10.244.1.9/32 -j ACCEPT");
const NOW = dump(
  SERVICES.toReversed(),
  "-d 10.244.1.9/32 -p tcp -j ACCEPT",
  "-d 10.244.1.0/32 -p tcp -m tcp --dport 8080 -j DROP",
);

/** Drops texts as files onto the page. */
async function dropFiles(page: Page, files: readonly { name: string; text: string }[]) {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, text } of given) data.items.add(new File([text], name));
    return data;
  }, files);
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

test("two files dropped at once are compared: rules, Services in any order, packets, each walked in either", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await dropFiles(page, [
    { name: "monday.save", text: BEFORE },
    { name: "tuesday.save", text: NOW },
  ]);
  await page.getByText("Before and after").click();
  const dialog = page.getByRole("dialog", { name: "Two dumps compared" });
  await expect(dialog.getByRole("status")).toHaveText("1 chain differs: 1 rule added, 1 changed.");
  await expect(
    dialog.getByText(/order of Services among the 2 rules of nat KUBE-SERVICES/),
  ).toBeVisible();
  const rules = dialog.getByRole("listbox", { name: "Rules that differ" });
  await expect(rules.getByRole("option").nth(0)).toContainText("FORWARD");
  // The words that the changed rule has and had not.
  await expect(rules.locator("mark")).toHaveText(["-p tcp"]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await dialog.getByRole("tab", { name: /^Packets/ }).click();
  const packets = dialog.getByRole("region", { name: "Packets that fare differently" });
  const packet = packets.getByRole("listitem").first();
  await expect(packet).toContainText("tcp to 10.244.1.0:8080");
  await expect(packet).toContainText("Before: Sent on to 10.244.1.0:8080, unchanged.");
  await expect(packet).toContainText("Now: Dropped by rule 2 of filter FORWARD.");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await packet.getByRole("button", { name: "Walk it now" }).click();
  await expect(dialog).toBeHidden();
  const sentence = page.getByText(/^(Delivered|Dropped)/).first();
  await expect(sentence).toContainText("Dropped");
  await page
    .getByRole("radiogroup", { name: "The rules before or now" })
    .getByText("Before")
    .click();
  await expect(sentence).toContainText("Delivered");
  await page.getByRole("button", { name: "Comparison" }).click();
  await expect(dialog.getByRole("status")).toContainText("1 chain differs");
});

test("the open dump is compared with one that is pasted, and with itself differs in nothing", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const paste = page.getByRole("dialog");
  await paste.getByRole("textbox").first().fill(BEFORE);
  await paste.getByRole("button", { name: "Walk these rules" }).click();
  await page.getByRole("button", { name: "Compare with another" }).click();
  const dialog = page.getByRole("dialog", { name: "Two dumps compared" });
  await dialog.getByRole("textbox", { name: "The dump now" }).fill("no rules at all");
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByRole("textbox", { name: "The dump now" }).fill(BEFORE);
  await expect(dialog.getByRole("status")).toHaveText("No rule differs.");
  await dialog
    .getByRole("region", { name: "Now" })
    .getByRole("button", { name: "Choose another" })
    .click();
  await dialog.getByRole("textbox", { name: "The dump now" }).fill(NOW);
  await expect(dialog.getByRole("status")).toContainText("1 rule added, 1 changed");
  await dialog.getByRole("button", { name: "Swap before and now" }).click();
  await expect(dialog.getByRole("status")).toContainText("1 rule removed, 1 changed");
  await dialog.getByRole("textbox", { name: "Show only" }).fill("no such chain");
  await expect(dialog.getByText("No chain has that in it.")).toBeVisible();
});
