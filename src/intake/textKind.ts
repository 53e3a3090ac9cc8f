/** What people paste, told from what it looks like. */
export const TEXT_KINDS = ["iptables-save", "kubernetes", "case", "document", "unknown"] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

/** A table, a chain or a rule at the start of a line, perhaps behind counters, indentation or a prompt. */
const RULES =
  /^(?:\s|[^\n]{0,200}[$#%>]\s)*(?:\*(?:raw|mangle|nat|filter|security)\s*$|:\S+ (?:ACCEPT|DROP|-)(?:\s|$)|(?:\[\d+:\d+\] )?-[AINP] \S)/m;
const KUBERNETES = /(?:^|\n)\s*(?:"?apiVersion"?|"?kind"?)\s*:/;
const RECORDER_CASE = /"packets"\s*:/;
const SAVED_DOCUMENT = /^\s*\{[\s\S]{0,200}"chainwalk"/;
/** What a text is shows at its beginning. */
const LOOKED_AT = 200_000;

/**
 * Decides by its content what a text is: `iptables-save` output or a fragment of it, Kubernetes manifests in YAML or
 * JSON, a recorder case, a saved Chainwalk document, or `unknown`. Only the first 200,000 characters are looked at.
 */
export function textKind(text: string): TextKind {
  const start = text.slice(0, LOOKED_AT);
  if (SAVED_DOCUMENT.test(start)) return "document";
  const isJson = /^\s*[[{]/.test(start) && /^\s*[[{]\s*(?:["[{}\]]|$)/.test(start);
  if (isJson && RECORDER_CASE.test(start)) return "case";
  if (isJson && KUBERNETES.test(start)) return "kubernetes";
  if (RULES.test(start)) return "iptables-save";
  return KUBERNETES.test(start) ? "kubernetes" : "unknown";
}
