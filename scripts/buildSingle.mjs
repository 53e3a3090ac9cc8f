/**
 * `npm run build:single [FILE]`: the whole app as one HTML file, dist/chainwalk.html if none is named. It needs no server and no
 * network: opened from a disk it does everything that the site does, under a policy as strict.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ROOT, setUp } from "./setUp.mjs";

const target = resolve(process.argv[2] ?? join(ROOT, "dist", "chainwalk.html"));
setUp();
process.chdir(ROOT);
const { build } = await import("vite");
const { output } = await build({
  logLevel: "warn",
  plugins: [inlineWorkers()],
  // A worker of a page without an address has none either: it cannot ask for a part of itself.
  worker: { format: "iife", rolldownOptions: { output: { codeSplitting: false } } },
  build: {
    write: false,
    cssCodeSplit: false,
    assetsInlineLimit: Number.POSITIVE_INFINITY,
    modulePreload: false,
    chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, onePage(output));
console.log(target);

/** Puts every worker's code into the page: what starts one by its address starts it by its text. */
function inlineWorkers() {
  const START =
    /new Worker\(\s*new URL\(\s*("[^"]+")\s*,\s*import\.meta\.url\s*,?\s*\)\s*,\s*\{\s*type: "module",?\s*\}\s*,?\s*\)/g;
  return {
    name: "chainwalk-inline-workers",
    enforce: "pre",
    transform(code, id) {
      if (/node_modules|\?worker/.test(id) || !code.includes("new Worker(")) return undefined;
      const imports = [];
      const inlined = code.replace(START, (_, path) => {
        const name = `InlineWorker${imports.length}`;
        imports.push(`import ${name} from ${path.replace(/"$/, '?worker&inline"')};`);
        return `new ${name}()`;
      });
      if (imports.length === 0) throw new Error(`${id} starts a worker in a way that is not known`);
      return { code: `${imports.join("\n")}\n${inlined}`, map: null };
    },
  };
}

/** The page with its one script, its one style sheet and its icon in it. */
function onePage(files) {
  const page = fileText(files, ".html");
  const script = fileText(files, ".js")
    .replaceAll("</script", "<\\/script")
    .replaceAll("<!--", "\\x3C!--");
  const style = fileText(files, ".css").replaceAll("</style", "<\\/style");
  const icon = readFileSync(join(ROOT, "public", "favicon.svg")).toString("base64");
  return page
    .replace(/<script type="module"[^>]*><\/script>\s*/, "")
    .replace(/<link rel="stylesheet"[^>]*>\s*/, () => `<style>${style}</style>\n`)
    .replace(/href="[^"]*favicon\.svg"/, `href="data:image/svg+xml;base64,${icon}"`)
    .replace("</body>", () => `<script type="module">${script}</script>\n  </body>`)
    .replace(/(http-equiv="Content-Security-Policy" content=")([^"]*)/, (_, head, policy) => {
      return head + ownPolicy(policy, script, style);
    });
}

/** A file has no origin that 'self' could mean: its script and its style sheet are named by what they are. */
function ownPolicy(policy, script, style) {
  const own = { "script-src": digest(script), "style-src": digest(style), "font-src": "data:" };
  return policy
    .replaceAll("&#39;", "'")
    .split("; ")
    .map((rule) => {
      const [name] = rule.split(" ");
      return own[name] === undefined ? rule.replace(" 'self'", "") : `${name} ${own[name]}`;
    })
    .join("; ");
}

function digest(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function fileText(files, extension) {
  const found = files.filter(({ fileName }) => fileName.endsWith(extension));
  if (found.length !== 1)
    throw new Error(`one ${extension} was expected, not ${found.map((one) => one.fileName)}`);
  return String(found[0].code ?? found[0].source);
}
