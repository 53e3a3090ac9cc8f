import { expect, test } from "@playwright/test";
import { App } from "./app";

/** Two listings of one node, as people paste them into a ticket. */
const TICKET = [
  "```",
  "[root@node-a ~]# iptables -t nat -vnL",
  "Chain PREROUTING (policy ACCEPT 194 packets, 11981 bytes)",
  " pkts bytes target     prot opt in     out     source               destination",
  "23979 1651K KUBE-SERVICES  all  --  *      *       0.0.0.0/0            0.0.0.0/0            /* kubernetes service portals */",
  "",
  "Chain POSTROUTING (policy ACCEPT 7154 packets, 438K bytes)",
  " pkts bytes target     prot opt in     out     source               destination",
  "",
  "Chain KUBE-SEP-A (1 references)",
  " pkts bytes target     prot opt in     out     source               destination",
  "    0     0 DNAT       tcp  --  *      *       0.0.0.0/0            0.0.0.0/0            /* default/shop:http */ tcp to:10.244.1.2:8080",
  "",
  "Chain KUBE-SERVICES (1 references)",
  " pkts bytes target     prot opt in     out     source               destination",
  "    0     0 KUBE-SEP-A  tcp  --  *      *       0.0.0.0/0            10.96.0.10           /* default/shop:http cluster IP */ tcp dpt:80",
  "[root@node-a ~]# iptables -L -n",
  "Chain FORWARD (policy DROP)",
  "target     prot opt source               destination",
  "ACCEPT     tcp  --  0.0.0.0/0            10.244.0.0/16        tcp dpt:8080",
  "```",
].join("\n");

test("listings from a ticket become a walk, and what they do not show leaves it undecided", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill(TICKET);
  await expect(dialog).toContainText("4 rules");
  await expect(dialog).toContainText("iptables -L shows interfaces with -v only");
  await dialog.getByRole("button", { name: /^(?:Walk these rules|Open)$/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator("[data-chain-box=KUBE-SERVICES]").first()).toBeVisible();
  await app.press("Home");
  await app.press("Shift+ArrowRight");
  await expect.poll(async () => (await app.shown()).row).toBe("KUBE-SEP-A:1");
  await expect.poll(async () => (await app.shown()).destination).toBe("10.244.1.2:8080");
  await expect(app.sentence.locator("p").last()).toContainText("Undecided");
});
