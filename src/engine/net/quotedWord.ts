const NEEDS_NO_QUOTES = /^[\w-]+$/;

/**
 * A word as iptables-save prints free text: bare when it is only letters, digits, `_` and `-`, else in
 * double quotes with `"`, `'` and the backslash escaped.
 * Source: iptables 1.8.9 libxtables/xtables.c, xtables_save_string.
 */
export function printWord(text: string): string {
  if (NEEDS_NO_QUOTES.test(text)) return text;
  return `"${text.replace(/["'\\]/g, "\\$&")}"`;
}
