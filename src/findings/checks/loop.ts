import type { Check } from "../check";
import { type ExaminedTable, placeOf } from "../examinedNode";
import { type Finding, findingAt } from "../finding";
import type { ChainJump } from "../jumpGraph";

const NAME = "loop";

/** A way from a base chain that leads in a circle: one finding for each table. */
export const loop: Check = {
  name: NAME,
  looksFor: "chains that lead in a circle",
  find: ({ tables }) => tables.flatMap(findIn),
};

function findIn(table: ExaminedTable): readonly Finding[] {
  const jump = jumpBack(table);
  if (jump === undefined) return [];
  return [
    findingAt(NAME, placeOf(table, jump.from, jump.ruleNumber), {
      level: "warning",
      title: `${jump.from.name} leads back into ${jump.to}: a loop`,
      why: "The kernel refuses rules that lead in a circle, so that no node holds these: the text was changed, or put together from two.",
      whatToDo: "Take the jump out that leads back, or print the rules again with iptables-save.",
      source:
        "Linux net/netfilter/x_tables.c and net/ipv4/netfilter/ip_tables.c, mark_source_chains",
    }),
  ];
}

/** The first jump, from the base chains on, into a chain that called the one it stands in. */
function jumpBack({ chains, jumps }: ExaminedTable): ChainJump | undefined {
  const done = new Set<string>();
  for (const base of chains.filter(({ hook }) => hook !== undefined)) {
    const open = [{ name: base.name, left: [...(jumps.from.get(base.name) ?? [])] }];
    const callers = new Set([base.name]);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const jump = top.left.shift();
      if (jump === undefined) {
        done.add(top.name);
        callers.delete(top.name);
        open.pop();
        continue;
      }
      if (callers.has(jump.to)) return jump;
      if (done.has(jump.to)) continue;
      callers.add(jump.to);
      open.push({ name: jump.to, left: [...(jumps.from.get(jump.to) ?? [])] });
    }
  }
  return undefined;
}
