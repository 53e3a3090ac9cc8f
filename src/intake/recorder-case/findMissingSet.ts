import type { Refusal } from "@/engine";

const NAMED = /--(?:match|add|del|map)-set "?([^\s"]+)/g;
const CREATED = /^\s*(?:create|-N)\s+"?([^\s"]+)/;

/**
 * The first rule that names an ipset which is not there; iptables refuses such a ruleset. Only for a node of which all
 * ipsets are known. Lines are those of `rules`, from 1.
 * Source: iptables 1.8.9 libxt_set.h, get_set_byname.
 */
export function findMissingSet(
  rules: readonly string[],
  ipsets: readonly string[],
): Refusal | undefined {
  const created = new Set(ipsets.map((line) => CREATED.exec(line)?.[1]));
  for (const [at, line] of rules.entries()) {
    const names = [...line.matchAll(NAMED)].map(([, name]) => name);
    const missing = names.find((name) => !created.has(name));
    if (missing !== undefined) {
      return { line: at + 1, why: `there is no ipset ${missing} that this rule could ask` };
    }
  }
  return undefined;
}
