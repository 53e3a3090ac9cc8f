/** Finds a browser for the end-to-end tests: an installed one, else Playwright's download, else Debian's package. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setUp.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const FIXED = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The path of a Chrome or Chromium that starts; "" when Playwright's own is to be used; undefined when none can be had.
 * CHAINWALK_BROWSER names one by hand.
 */
export function findBrowser() {
  const named = process.env.CHAINWALK_BROWSER;
  if (named) return starts(named) ? named : undefined;
  return installedBrowser() ?? downloadedBrowser() ?? debianBrowser();
}

function installedBrowser() {
  const onPath = (process.env.PATH ?? "").split(process.platform === "win32" ? ";" : ":");
  const candidates = NAMES.flatMap((name) => onPath.map((folder) => join(folder, name)));
  return [...candidates, ...FIXED].find((file) => existsSync(file) && starts(file));
}

function downloadedBrowser() {
  console.log("No Chrome or Chromium is installed: asking Playwright for one …");
  const done = run("npx", ["playwright", "install", "chromium"], { timeout: 300_000 });
  return done.status === 0 ? "" : undefined;
}

function debianBrowser() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0)
    return undefined;
  console.log("Playwright could not download a browser: installing Debian's chromium …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], { env });
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env });
  return installedBrowser();
}

function starts(file) {
  return spawnSync(file, ["--version"], { timeout: 30_000 }).status === 0;
}

function run(command, args, options) {
  return spawnSync(command, args, {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "ignore"],
    shell: process.platform === "win32",
    ...options,
  });
}
