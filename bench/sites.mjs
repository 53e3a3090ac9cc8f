/** Our built site and a page with an empty React Flow graph, served side by side, and a browser to visit them. */
import { join } from "node:path";
import { findBrowser } from "../scripts/browser.mjs";
import { ROOT } from "../scripts/setUp.mjs";
import { buildSite } from "./size.mjs";

const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Calls `measure` with a browser and the two addresses, and closes all afterwards. Undefined where no browser is. */
export async function withSites(measure) {
  const executablePath = findBrowser();
  if (executablePath === undefined) return undefined;
  const { chromium } = await import("@playwright/test");
  const sites = await serveBoth();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: BROWSER_ARGS,
  });
  try {
    return await measure(browser, sites);
  } finally {
    await browser.close();
    await sites.close();
  }
}

async function serveBoth() {
  const { build, preview } = await import("vite");
  await buildSite();
  const emptyRoot = join(ROOT, "bench", "empty-graph");
  const outDir = join(ROOT, "node_modules", ".cache", "chainwalk-empty-graph");
  await build({
    root: emptyRoot,
    configFile: false,
    base: "./",
    logLevel: "error",
    build: { outDir, emptyOutDir: true },
  });
  const ours = await preview({ root: ROOT, preview: { port: 4191 }, logLevel: "error" });
  const empty = await preview({
    root: emptyRoot,
    configFile: false,
    build: { outDir },
    preview: { port: 4192 },
    logLevel: "error",
  });
  return {
    ours: ours.resolvedUrls.local[0],
    empty: empty.resolvedUrls.local[0],
    close: () => Promise.all([ours.close(), empty.close()]),
  };
}
