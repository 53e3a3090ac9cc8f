/** First paint and pan of the first screen, beside a page with an empty React Flow graph. */
import { join } from "node:path";
import { findBrowser } from "../scripts/browser.mjs";
import { ROOT } from "../scripts/setUp.mjs";
import { buildSite } from "./size.mjs";
import { milliseconds } from "./timing.mjs";

const LAPS = 5;
const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function measurePage() {
  const executablePath = findBrowser();
  if (executablePath === undefined)
    return [{ what: "page", ours: "no browser", beside: "not measured" }];
  const { chromium } = await import("@playwright/test");
  const sites = await serveBoth();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: BROWSER_ARGS,
  });
  const ours = [];
  const empty = [];
  for (let lap = 0; lap < LAPS; lap++) {
    ours.push(await visit(browser, sites.ours));
    empty.push(await visit(browser, sites.empty));
  }
  await browser.close();
  await sites.close();
  return rows(ours, empty);
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

/** One cold visit: first contentful paint, the graph there, and the frame times of a pan. */
async function visit(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator(".react-flow__pane").first().waitFor();
  const graphMs = await page.evaluate(() => performance.now());
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  );
  await page.waitForTimeout(300);
  const frames = await pan(page);
  await context.close();
  return { graphMs, paintMs, frames };
}

async function pan(page) {
  const box = await page.locator(".react-flow__pane").first().boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height - 20];
  await page.evaluate(() => {
    window.frameTimes = [];
    let last = performance.now();
    const next = (now) => {
      window.frameTimes.push(now - last);
      last = now;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 60; step++) await page.mouse.move(x - step * 6, y - (step % 10));
  await page.mouse.up();
  return page.evaluate(() => window.frameTimes.slice(2).sort((a, b) => a - b));
}

function rows(ours, empty) {
  const row = (what, pick) => {
    const [mine, beside] = [Math.min(...ours.map(pick)), Math.min(...empty.map(pick))];
    return {
      what,
      ours: milliseconds(mine),
      beside: `empty graph ${milliseconds(beside)}`,
      ratio: mine / beside,
    };
  };
  return [
    ...(ours[0].paintMs && empty[0].paintMs
      ? [row("first contentful paint", (lap) => lap.paintMs)]
      : []),
    row("graph on the screen", (lap) => lap.graphMs),
    row("pan, median frame", (lap) => quantile(lap.frames, 0.5)),
    row("pan, p95 frame", (lap) => quantile(lap.frames, 0.95)),
  ];
}

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
