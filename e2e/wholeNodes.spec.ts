import { expect, test } from "@playwright/test";
import { App } from "./app";

test("an example that is a whole node is walked from the picker, and its remedy changes the outcome", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.openScenario("A ClusterIP times out on the pod's own node");
  const outcome = app.sentence.locator("p").last();
  await expect(outcome).toContainText("it is thrown away");
  await expect(page.getByRole("region", { name: "What to notice" })).toContainText(
    "bridge-nf-call-iptables is 0",
  );
  await app.press("End");
  await expect(app.sentence).toContainText("over the bridge, past all rules");

  const settings = page.getByRole("textbox", { name: "Settings" });
  const written = await settings.inputValue();
  await settings.fill(
    written.replace("bridge-nf-call-iptables = 0", "bridge-nf-call-iptables = 1"),
  );
  await settings.blur();
  await expect(outcome).not.toContainText("thrown away");
  await app.press("End");
  await expect
    .poll(() => app.shown())
    .toMatchObject({ source: "10.96.20.1:80", destination: "10.244.0.9:40122" });
});

test("a full connection table loses a new connection, and an open one passes it", async ({
  page,
}) => {
  const app = new App(page);
  await app.open();
  await app.openScenario("conntrack's table is full");
  const outcome = app.sentence.locator("p").last();
  await expect(outcome).toContainText("conntrack has no room for another connection");
  const sourcePort = app.packetForm.getByRole("textbox", { name: "Source port" });
  await sourcePort.fill("40100");
  await sourcePort.press("Tab");
  await expect(outcome).toContainText("Delivered to web-r728ht7jz-z4t4q");
});
