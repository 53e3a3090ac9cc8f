import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";
import { engineSources } from "./scripts/engineSources.mjs";

/** Nothing leaves the tab: no connection anywhere, scripts and styles only from the site itself. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Puts the policy into the built page; the development server needs connections for hot reload. */
function contentSecurityPolicy(): Plugin {
  return {
    name: "chainwalk-content-security-policy",
    apply: "build",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { "http-equiv": "Content-Security-Policy", content: CONTENT_SECURITY_POLICY },
        injectTo: "head-prepend",
      },
    ],
  };
}

/**
 * What the page needs before anything is asked of it, as one file: in a dozen small ones it compresses worse. Modules that
 * are reached only through an index of their layer stay with whoever uses them.
 */
const FIRST_LOAD = {
  name: "first",
  tags: ["$initial" as const],
  test: /\/src\/(engine|scenarios|scene|state|app|ui|kubernetes\/(objects|kubeProxy|cluster))\/|\/node_modules\/(react|react-dom|scheduler|zustand|zundo|clsx|idb-keyval)\/|\/lucide-react\/dist\/esm\/(createLucideIcon|Icon|shared)/,
};

export default defineConfig({
  base: "./",
  plugins: [react(), tailwindcss(), contentSecurityPolicy()],
  define: { __ENGINE_SOURCES__: JSON.stringify(engineSources()) },
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    target: "es2022",
    rolldownOptions: { output: { codeSplitting: { groups: [FIRST_LOAD] } } },
  },
  // A property test of a thousand walks may take its time on a busy machine: no test is about seconds.
  test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"], testTimeout: 120_000 },
});
