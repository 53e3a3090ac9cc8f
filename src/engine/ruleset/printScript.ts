import { printRule } from "./printRule";
import type { Chain, Ruleset, Table } from "./ruleset";
import { splitWords } from "./splitWords";

/**
 * A ruleset as a shell script of `iptables` commands (`ip6tables` for IPv6), to be run on a node without rules: chains
 * first, since a rule may jump to any of them. Counters stay behind.
 */
export function printScript(ruleset: Ruleset): string {
  const command = ruleset.family === "IPv6" ? "ip6tables" : "iptables";
  const lines = ruleset.tables.flatMap((table) =>
    commandsOf(table).map((words) => `${command} -t ${table.name} ${words}`),
  );
  return ["#!/bin/sh", "set -e", ...lines, ""].join("\n");
}

function commandsOf({ chains }: Table): readonly string[] {
  return [
    ...chains.map(({ name, hook, policy }) =>
      hook === undefined ? `-N ${shellWord(name)}` : `-P ${name} ${policy ?? "ACCEPT"}`,
    ),
    ...chains.flatMap(appends),
  ];
}

function appends(chain: Chain): readonly string[] {
  return Array.from({ length: chain.length }, (_, index) =>
    splitWords(printRule(chain.name, chain.rule(index + 1)))
      .map(({ text }) => shellWord(text))
      .join(" "),
  );
}

const PLAIN = /^[\w@%+=:,./-]+$/;

/** A word as a POSIX shell takes it for one, whatever is in it. */
export function shellWord(text: string): string {
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
