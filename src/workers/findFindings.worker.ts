import { type Family, parseRuleset } from "@/engine";
import { type FindingsProgress, findFindings } from "@/findings/findFindings";
import type { Finding } from "@/findings/finding";
import { receiveRequest } from "./receiveRequest";

/** What the worker is sent: the rules as text, and what else is known. */
export interface FindingsRequest {
  readonly text: string;
  readonly family: Family;
  readonly ipsets: readonly string[] | undefined;
}

/** What it says: how far it is, and in the end what it found. */
export type FindingsMessage =
  | { readonly kind: "progress"; readonly progress: FindingsProgress }
  | { readonly kind: "done"; readonly findings: readonly Finding[] };

receiveRequest<FindingsRequest>(({ text, family, ipsets }) => {
  const say = (message: FindingsMessage) => self.postMessage(message);
  const { ruleset } = parseRuleset(text, { family, rules: "when asked" });
  const findings = findFindings(ruleset, { text, ipsets }, (progress) =>
    say({ kind: "progress", progress }),
  );
  say({ kind: "done", findings });
});
