import { type Family, parseRuleset } from "@/engine";
import { type FindingsProgress, findFindings } from "@/findings/findFindings";
import type { Finding } from "@/findings/finding";

/** What the worker is sent: the rules as the bytes of UTF-8, handed over and not copied, and what else is known. */
export interface FindingsRequest {
  readonly bytes: ArrayBuffer;
  readonly family: Family;
  readonly ipsets: readonly string[] | undefined;
}

/** What it says: how far it is, and in the end what it found. */
export type FindingsMessage =
  | { readonly kind: "progress"; readonly progress: FindingsProgress }
  | { readonly kind: "done"; readonly findings: readonly Finding[] };

self.addEventListener("message", ({ data }: MessageEvent<FindingsRequest>) => {
  const say = (message: FindingsMessage) => self.postMessage(message);
  const bytes = new Uint8Array(data.bytes);
  const { ruleset } = parseRuleset(bytes, { family: data.family, rules: "when asked" });
  const facts = { text: new TextDecoder().decode(bytes), ipsets: data.ipsets };
  const findings = findFindings(ruleset, facts, (progress) => say({ kind: "progress", progress }));
  say({ kind: "done", findings });
});
