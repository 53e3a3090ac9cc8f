/** `npm start`: sets up, builds the static site, serves it and prints its address. */
import { ROOT, setUp } from "./setUp.mjs";

setUp();
process.chdir(ROOT);
const { build, preview } = await import("vite");
await build({ logLevel: "warn" });
const server = await preview({ preview: { port: Number(process.env.PORT ?? 4173) } });
const [address] = server.resolvedUrls?.local ?? [];
console.log(`\n  Chainwalk is at ${address}\n  Stop it with Ctrl+C.\n`);
