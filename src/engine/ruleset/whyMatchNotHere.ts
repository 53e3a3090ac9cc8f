import { type Match, matchExtensionOf } from "../matches";
import { HOOKS, type Hook, type TableName } from "../net/hook";

/**
 * Why the kernel would not take a match in a table and a chain, as far as these tell; undefined when it would.
 * A user chain may be reached from any hook; of a fragment the table is not known.
 */
export function whyMatchNotHere(
  match: Match,
  { table, chain }: { readonly table: TableName | undefined; readonly chain: string },
): string | undefined {
  const { tables, hooks } = matchExtensionOf(match);
  if (table !== undefined && tables !== undefined && !tables.includes(table)) {
    return `${match.match} is taken in the tables ${tables.join(" and ")}, not in ${table}`;
  }
  if (hooks === undefined) return undefined;
  const hook = HOOKS.find((one) => one === chain);
  return hook && whyMatchNotFrom(match, hook);
}

/** Why a match may not be reached from a hook; undefined when it may. */
export function whyMatchNotFrom(match: Match, hook: Hook): string | undefined {
  const hooks = matchExtensionOf(match).hooks?.(match);
  if (hooks === undefined || hooks.includes(hook)) return undefined;
  return `${match.match} is taken only where a packet comes from ${hooks.join(", ")}, not from ${hook}`;
}
