import { HOOKS_OF_TABLE, TABLES, type TableName } from "@/engine";
import type { Section } from "../sections/section";

/**
 * The table that a section of `iptables -L` or `-S` shows: the one that its command names, filter when that names none,
 * else the one whose base chains these are, which is then assumed. undefined when neither tells.
 */
export function tableOfListing(
  { command }: Section,
  base: ReadonlySet<string>,
): { readonly table: TableName | undefined; readonly assumed: readonly string[] } {
  const isOutput = command?.kind === "iptables-L" || command?.kind === "iptables-S";
  if (isOutput) return { table: command.table ?? "filter", assumed: [] };
  const shown = [...base].sort().join(", ");
  const fitting = TABLES.filter((name) => [...HOOKS_OF_TABLE[name]].sort().join(", ") === shown);
  const table = fitting.find((name) => name === "filter") ?? fitting[0];
  if (table === undefined) return { table, assumed: [] };
  return {
    table,
    assumed: [`By its base chains (${shown}) a listing was taken for the table ${table}.`],
  };
}
