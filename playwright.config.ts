import { defineConfig } from "@playwright/test";

/** Another one lets two clones on one machine be tested at the same time. */
const PORT = Number(process.env.CHAINWALK_E2E_PORT ?? 4187);
const executablePath = process.env.CHAINWALK_BROWSER_PATH;

/** The built site, one browser. Started by scripts/test.mjs, which finds the browser. */
export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  workers: 2,
  // Hang guards, not measures: the machine may have other things to do.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  // A machine that stalls may cost a test its first try. scripts/test.mjs names each test that needed a second.
  retries: 1,
  reporter: process.env.CHAINWALK_E2E_JSON
    ? [["line"], ["json", { outputFile: process.env.CHAINWALK_E2E_JSON }]]
    : "line",
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    port: PORT,
    reuseExistingServer: true,
  },
  use: {
    baseURL: `http://localhost:${PORT}`,
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
