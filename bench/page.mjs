/** First paint and pan of the first screen, beside a page with an empty React Flow graph. */
import { pan, quantile } from "./pan.mjs";
import { withSites } from "./sites.mjs";
import { milliseconds } from "./timing.mjs";

const LAPS = 5;

export async function measurePage() {
  const measured = await withSites(async (browser, sites) => {
    const ours = [];
    const empty = [];
    for (let lap = 0; lap < LAPS; lap++) {
      ours.push(await visit(browser, sites.ours));
      empty.push(await visit(browser, sites.empty));
    }
    return rows(ours, empty);
  });
  return measured ?? [{ what: "page", ours: "no browser", beside: "not measured" }];
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
