/** `npm run picture`: builds the site, walks to the DNAT of the first screen and keeps a picture of it for the README. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "./browser.mjs";
import { ROOT, setUp } from "./setUp.mjs";

const FILE = join(ROOT, "docs", "walk.png");
/** The second thing that changes on the first screen is the destination. */
const CHANGES_UNTIL_DNAT = 2;

setUp();
process.chdir(ROOT);
const executablePath = findBrowser();
if (executablePath === undefined) {
  console.error("No Chrome or Chromium can be had to take the picture with.");
  process.exit(1);
}
const { build, preview } = await import("vite");
const { chromium } = await import("@playwright/test");
await build({ logLevel: "warn" });
const server = await preview({ preview: { port: 4195 }, logLevel: "error" });
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "dark" });
await page.goto(server.resolvedUrls.local[0]);
await page.locator("[data-chain-box]").first().waitFor();
for (let change = 0; change < CHANGES_UNTIL_DNAT; change++)
  await page.keyboard.press("Shift+ArrowRight");
await page.waitForTimeout(1500);
mkdirSync(join(ROOT, "docs"), { recursive: true });
await page.screenshot({ path: FILE });
await browser.close();
await server.close();
console.log(`The picture is in ${FILE}`);
process.exit(0);
