import { HOOKS_OF_TABLE, type TableName } from "../net/hook";
import { hooksOfTarget, type Target, targetExtensionOf } from "../targets";
import type { Jump, Rule } from "./rule";

/** Where a rule stands, and what its table is known to have. */
export interface RulePlaceInText {
  /** undefined where it is not told yet: a fragment. */
  readonly table: TableName | undefined;
  readonly chain: string;
  /** Whether the table has a chain of this name; undefined where the text may not show them all. */
  readonly hasChain: ((name: string) => boolean) | undefined;
}

/**
 * Why the target of a rule is not taken where the rule stands, as a sentence without its full stop; undefined when it is.
 * Of a user chain only the table is looked at: which hooks reach it is a question about all rules.
 * Source: Linux net/netfilter/x_tables.c, xt_check_target; iptables 1.8.9 iptables.c, do_command4.
 */
export function whyNotHere(
  { target, protocol, matches }: Pick<Rule, "target" | "protocol" | "matches">,
  { table, chain, hasChain }: RulePlaceInText,
): string | undefined {
  if (target === undefined || table === undefined) return undefined;
  if (isJump(target)) return whyNoJump(target, table, hasChain);
  const { tables, whyNot } = targetExtensionOf(target);
  if (table === "nat" && target.target === "DROP") {
    return "the nat table is not for filtering, DROP is refused there; drop in filter";
  }
  if (tables !== undefined && !tables.includes(table)) {
    return `${target.target} is only taken in table ${tables.join(" or ")}, not in ${table}`;
  }
  const hooks = hooksOfTarget(target);
  const hook = HOOKS_OF_TABLE[table].find((one) => one === chain);
  if (hook !== undefined && hooks !== undefined && !hooks.includes(hook)) {
    return `${target.target} is only taken in ${listText(hooks)}, not in ${hook}`;
  }
  return whyNot?.(target, { table, protocol, matches });
}

/** Whether a target is a jump or goto to a chain. */
function isJump(target: Target | Jump): target is Jump {
  return target.target === "jump" || target.target === "goto";
}

function whyNoJump(
  { target, chain }: Jump,
  table: TableName,
  hasChain: RulePlaceInText["hasChain"],
): string | undefined {
  if (HOOKS_OF_TABLE[table].some((hook) => hook === chain)) {
    return `${chain} is a base chain of table ${table}; only chains that a user made can be gone to`;
  }
  if (hasChain === undefined || hasChain(chain)) return undefined;
  return target === "goto"
    ? `table ${table} has no chain ${chain}, and -g goes to chains only`
    : `table ${table} has no chain ${chain}, and there is no target of that name`;
}

function listText(names: readonly string[]): string {
  return names.length === 1
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
