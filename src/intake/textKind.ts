/** What people paste, told from what it looks like. */
export const TEXT_KINDS = ["iptables-save", "kubernetes", "case", "document", "unknown"] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

/** A table, a chain or a rule at the start of a line, perhaps behind counters, indentation or a prompt. */
const RULES =
  /^[ \t]*(?:\S*[$%>#][ \t]+)?(?:\*(?:raw|mangle|nat|filter|security)\s*$|:\S+ (?:ACCEPT|DROP|-)(?:\s|$)|(?:\[\d+:\d+\] )?-[AINP] \S)/m;
/** The keys of a manifest, at the margin or in an item of a list, or in JSON. */
const API_VERSION = /^[ \t{,-]*"?apiVersion"?[ \t]*:/m;
const KIND = /^[ \t{,-]*"?kind"?[ \t]*:/m;
const JSON_START = /^\s*(?:\{|\[\s*[{\]])/;
const JSON_API_VERSION = /"apiVersion"\s*:/;
const RECORDER_CASE = /"packets"\s*:/;
const SAVED_DOCUMENT = /^\s*\{[\s\S]{0,200}"chainwalk"/;
/** What a text is shows at its beginning. */
const LOOKED_AT = 200_000;

/**
 * Decides by its content what a text is: `iptables-save` output or a fragment of it, Kubernetes manifests in YAML or
 * JSON, a recorder case, a saved Chainwalk document, or `unknown`. Only the first 200,000 characters are looked at.
 * Rules that a manifest quotes do not make it a text of rules.
 */
export function textKind(text: string): TextKind {
  const start = text.slice(0, LOOKED_AT);
  if (JSON_START.test(start)) return jsonKind(start);
  const rules = RULES.exec(start);
  const manifest = API_VERSION.exec(start) ?? KIND.exec(start);
  if (manifest !== null && KIND.test(start) && manifest.index < (rules?.index ?? LOOKED_AT)) {
    return "kubernetes";
  }
  return rules === null ? "unknown" : "iptables-save";
}

/** What a text that begins as JSON does is, told from its beginning. */
export function jsonKind(text: string): Exclude<TextKind, "iptables-save"> {
  const start = text.slice(0, LOOKED_AT);
  if (SAVED_DOCUMENT.test(start)) return "document";
  if (JSON_API_VERSION.test(start)) return "kubernetes";
  return RECORDER_CASE.test(start) ? "case" : "unknown";
}
