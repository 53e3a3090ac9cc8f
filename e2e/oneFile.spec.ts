import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { App } from "./app";

const folder = mkdtempSync(join(tmpdir(), "chainwalk-single-"));
const file = join(folder, "chainwalk.html");

// One worker, so that the file is built once.
test.describe.configure({ mode: "default" });

test.beforeAll(() => {
  test.setTimeout(300_000);
  const built = spawnSync("npm", ["run", "-s", "build:single", "--", file], { encoding: "utf8" });
  expect(built.status, built.stderr).toBe(0);
});
test.afterAll(() => rmSync(folder, { recursive: true }));

/** Long enough to be read in a worker. */
function longDump(services: number): string {
  const chains = Array.from({ length: services }, (_, number) => `:KUBE-SVC-${number} - [0:0]`);
  const rules = Array.from({ length: services }, (_, number) => {
    const address = `10.${96 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
    return [
      `-A KUBE-SERVICES -d ${address}/32 -p tcp -m comment --comment "shop/web-${number} cluster IP" -m tcp --dport 80 -j KUBE-SVC-${number}`,
      `-A KUBE-SVC-${number} -p tcp -m tcp -j DNAT --to-destination 10.244.1.7:8080`,
    ].join("\n");
  });
  return [
    "*nat",
    ":PREROUTING ACCEPT [0:0]",
    ":INPUT ACCEPT [0:0]",
    ":OUTPUT ACCEPT [0:0]",
    ":POSTROUTING ACCEPT [0:0]",
    ":KUBE-SERVICES - [0:0]",
    ...chains,
    "-A PREROUTING -j KUBE-SERVICES",
    ...rules,
    "COMMIT",
    "",
  ].join("\n");
}

async function openFile(page: Page): Promise<App> {
  await page.goto(pathToFileURL(file).href);
  const app = new App(page);
  await expect(app.player).toBeVisible();
  await app.graphIsDrawn();
  return app;
}

test("one file opened from a disk walks, proves itself and reads a long paste, without asking for anything", async ({
  page,
}) => {
  const asked: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  const app = await openFile(page);
  await app.press("End");
  await expect.poll(() => app.outcome()).toMatch(/^Delivered to web-/);

  await page.getByRole("button", { name: "How do we know?" }).click();
  const proof = page.getByRole("dialog", { name: "How do we know?" });
  await proof.getByRole("button", { name: "Run all recorded cases" }).click();
  await expect(proof.getByRole("status")).toContainText(/[\d,]+ hops: no difference\./);
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Paste rules or manifests" }).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("textbox").first().fill("kind: Service\nmetadata: {name: web}\nspec: {}\n");
  await expect(sheet.getByRole("status").first()).toContainText("1 Service");
  const chooser = page.waitForEvent("filechooser");
  await sheet.getByRole("button", { name: "Open a file" }).click();
  const buffer = Buffer.from(longDump(6000));
  await (await chooser).setFiles({ name: "rules.txt", mimeType: "text/plain", buffer });
  await expect(sheet.getByRole("status").first()).toContainText("12,001 rules");
  await sheet.getByRole("button", { name: "Walk these rules" }).click();
  await expect(sheet).toBeHidden();
  await app.sendTo("10.96.1.1", 80);
  await expect(page.locator("[data-chain-box=KUBE-SVC-257]").first()).toBeVisible();

  const own = pathToFileURL(file).href;
  const foreign = asked.filter((url) => url !== own && !/^(?:data|blob):/.test(url));
  expect(foreign).toEqual([]);
  expect(problems).toEqual([]);
});

test("one file opened from a disk may neither connect nor run a script that is not its own", async ({
  page,
}) => {
  await openFile(page);
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute(
    "content",
    /script-src 'sha256-[^']+'; .*connect-src 'none'/,
  );
  const did = await page.evaluate(async () => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'run'";
    document.body.append(script);
    const reached = await fetch("https://example.com/").then(
      () => "let through",
      () => "refused",
    );
    return { title: document.title, reached };
  });
  expect(did).toEqual({ title: "Chainwalk", reached: "refused" });
});
