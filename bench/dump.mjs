/**
 * A dump of 100,007 rules dropped onto the page: how long until its graph is on the screen, how long the page did not
 * answer, what it keeps in memory, how the graph pans. Beside iptables-legacy-restore on the same text in the same run, and
 * beside a page with an empty React Flow graph.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kubeText } from "./kubeText.mjs";
import { nativeRead, shorter } from "./native.mjs";
import { pan, quantile } from "./pan.mjs";
import { withSites } from "./sites.mjs";
import { milliseconds } from "./timing.mjs";

const LAPS = 3;
const MEGABYTE = 1e6;

export async function measureDump() {
  const text = kubeText({ services: 5000, endpoints: 6 });
  const folder = mkdtempSync(join(tmpdir(), "chainwalk-dump-"));
  const file = join(folder, "node.save");
  writeFileSync(file, text);
  try {
    const measured = await withSites(async (browser, sites) => {
      const ours = [];
      const empty = [];
      let native;
      for (let lap = 0; lap < LAPS; lap++) {
        native = shorter(native, nativeRead(text));
        ours.push(await dropOnto(browser, sites.ours, file));
        empty.push(await visitEmpty(browser, sites.empty));
      }
      return rows({ ours, empty, native, bytes: Buffer.byteLength(text) });
    });
    return measured ?? [{ what: "dump", ours: "no browser", beside: "not measured" }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function dropOnto(browser, url, file) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watchTasks);
  const devtools = await context.newCDPSession(page);
  await page.goto(url);
  await page.locator("[data-chain-box]").first().waitFor();
  const before = await memoryOf(devtools);
  await page.evaluate(() => window.forgetTasks());
  await drop(page, devtools, file);
  const offer = page.getByRole("button", { name: "Walk these rules" });
  await offer.click();
  await page.locator("[data-chain-box=KUBE-SERVICES]").first().waitFor();
  const graphMs = await page.evaluate(() => performance.now() - window.droppedAt);
  await page.waitForTimeout(1000);
  const taskMs = await page.evaluate(() => window.longestTask());
  const keptBytes = (await memoryOf(devtools)) - before;
  await page.evaluate(() => window.forgetTasks());
  await page.keyboard.press("s");
  await page.getByRole("textbox", { name: "Find" }).pressSequentially("svc-4711:", { delay: 50 });
  await page.getByRole("region", { name: "Services" }).getByText("svc-4711:http").waitFor();
  const searchTaskMs = await page.evaluate(() => window.longestTask());
  await page.keyboard.press("Escape");
  await page.waitForTimeout(300);
  const frames = await pan(page);
  await context.close();
  return { graphMs, taskMs, searchTaskMs, keptBytes, frames };
}

/** A drop as the browser itself makes it of a file on the disk. */
async function drop(page, devtools, file) {
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  const send = (type) => devtools.send("Input.dispatchDragEvent", { type, x: 700, y: 450, data });
  await send("dragEnter");
  await send("dragOver");
  // A browser drops nothing onto a page that has not answered yet that it takes it.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await send("dragOver");
  await send("drop");
}

async function visitEmpty(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watchTasks);
  await page.goto(url);
  await page.locator(".react-flow__pane").first().waitFor();
  await page.waitForTimeout(300);
  const taskMs = await page.evaluate(() => window.longestTask());
  const frames = await pan(page);
  await context.close();
  return { taskMs, frames };
}

/** Runs in the page. The browser tells of tasks from 50 ms on; shorter ones count as none. */
function watchTasks() {
  let tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: "longtask" });
  window.forgetTasks = () => {
    observer.takeRecords();
    tasks = [];
  };
  window.longestTask = () => {
    tasks.push(...observer.takeRecords());
    return Math.max(0, ...tasks.map(({ duration }) => duration));
  };
  window.addEventListener(
    "drop",
    () => {
      window.droppedAt = performance.now();
    },
    true,
  );
}

/** What the page keeps after its garbage was collected: objects, strings and buffers. Workers have ended by then. */
async function memoryOf(devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await devtools.send("Runtime.getHeapUsage");
  return usedSize + backingStorageSize;
}

function rows({ ours, empty, native, bytes }) {
  const least = (laps, pick) => Math.min(...laps.map(pick));
  const graphMs = least(ours, (lap) => lap.graphMs);
  const keptBytes = least(ours, (lap) => lap.keptBytes);
  const emptyTask = milliseconds(least(empty, (lap) => lap.taskMs));
  const task = (what, pick) => ({
    what: `longest task, ${what}`,
    ours: milliseconds(least(ours, pick)),
    beside: `empty graph ${emptyTask}`,
    goal: "goal ≤ 50 ms",
  });
  const frame = (what, share) => {
    const [mine, beside] = [ours, empty].map((laps) =>
      least(laps, ({ frames }) => quantile(frames, share)),
    );
    return {
      what: `100,007 rules, pan, ${what} frame`,
      ours: milliseconds(mine),
      beside: `empty graph ${milliseconds(beside)}`,
      ratio: mine / beside,
    };
  };
  return [
    {
      what: "100,007 rules, from the drop to the graph",
      ours: milliseconds(graphMs),
      beside:
        native === undefined
          ? "native not measured"
          : `iptables-legacy-restore --test ${milliseconds(native)}`,
      ratio: native === undefined ? undefined : graphMs / native,
      goal: "goal ≤ 3 ×",
    },
    {
      what: "100,007 rules, memory kept by the page",
      ours: `${(keptBytes / MEGABYTE).toFixed(1)} MB`,
      beside: `text ${(bytes / MEGABYTE).toFixed(1)} MB`,
      ratio: keptBytes / bytes,
      goal: "goal ≤ 2 ×",
    },
    task("from the drop to the graph", (lap) => lap.taskMs),
    task("searching a Service", (lap) => lap.searchTaskMs),
    frame("median", 0.5),
    { ...frame("p95", 0.95), goal: "goal ≤ 3 ×" },
  ];
}
