import type { Chain, ChainHop, Hook, Ruleset, Table, TableName } from "@/engine";
import { type PlannedRow, plannedRows } from "./plannedRow";

/** A chain, or several unvisited ones together, that gets a box. */
export interface ChosenChain {
  readonly id: string;
  readonly hook: Hook;
  readonly table: TableName;
  /** The chain's name; of a group what the names have in common. */
  readonly name: string;
  /** undefined for a group. */
  readonly chain: Chain | undefined;
  /** Names of the chains a group stands for; else undefined. */
  readonly group: readonly string[] | undefined;
  /** What the walk did in this chain at this hook, in order. */
  readonly hops: readonly ChainHop[];
  readonly rows: readonly PlannedRow[];
}

export interface Choice {
  readonly hook: Hook;
  readonly table: Table;
  readonly ruleset: Ruleset;
  /** Hops of this hook and table, in order. */
  readonly hops: readonly ChainHop[];
  /** Ids of gaps, groups and rows that were opened. An opened row shows the chain it jumps to. */
  readonly opened: ReadonlySet<string>;
  /** Rules to be shown besides those the walk meets, by chain: what was picked to be read. */
  readonly focus: { readonly chain: string; readonly ruleNumber: number } | undefined;
  /** Whether the base chain is shown with its rules and what they call although no packet came. */
  readonly showsUnvisited: boolean;
}

/** Unvisited chains beside a draw of chance are alternatives: this many have a box each, more become a group. */
const MOST_ALTERNATIVES = 6;
/** Other unvisited chains that a user chain calls have boxes if there are no more than this. */
const MOST_NEIGHBOURS = 2;
/** What an opened group shows; the rest stays a group. */
const MOST_OPENED = 60;

/** The chains of one table that are drawn at one hook, the base chain first. Empty when the table has none there. */
export function chosenChains(choice: Choice): readonly ChosenChain[] {
  const base = choice.table.chain(choice.hook);
  if (base === undefined) return [];
  const walked = hopsByChain(choice.hops);
  const visited = [...new Set([base.name, ...walked.keys()])];
  const known = new Set(visited);
  const chosen: ChosenChain[] = [];
  for (const name of visited) {
    const chain = choice.table.chain(name);
    if (chain === undefined) continue;
    const box = chosen.push(visitedChain(choice, chain, walked.get(name) ?? []));
    const caller = chosen[box - 1];
    if (caller !== undefined) chosen.push(...neighbours(choice, caller, known));
  }
  return chosen;
}

function hopsByChain(hops: readonly ChainHop[]): Map<string, ChainHop[]> {
  const byChain = new Map<string, ChainHop[]>();
  for (const hop of hops) {
    const own = byChain.get(hop.chain);
    if (own === undefined) byChain.set(hop.chain, [hop]);
    else own.push(hop);
  }
  return byChain;
}

function visitedChain(choice: Choice, chain: Chain, hops: readonly ChainHop[]): ChosenChain {
  const id = chainId(choice, chain.name);
  const matter = ruleNumbersThatMatter(choice, chain, hops);
  const isShown = matter.size > 0 || choice.showsUnvisited || choice.focus?.chain === chain.name;
  const rows = isShown
    ? plannedRows({
        boxId: id,
        length: chain.length,
        matter,
        opened: choice.opened,
        disabled: chain.disabled,
        end: endText(chain, hops),
      })
    : [];
  return { ...named(choice, id, chain.name), chain, group: undefined, hops, rows };
}

function chainId({ hook, table }: Choice, chain: string): string {
  return `${hook}/${table.name}/${chain}`;
}

function named({ hook, table }: Choice, id: string, name: string) {
  return { id, hook, table: table.name, name };
}

/** What the walk met, what was picked to be read, and the rows that were opened, be it from elsewhere. */
function ruleNumbersThatMatter(
  choice: Choice,
  { name }: Chain,
  hops: readonly ChainHop[],
): ReadonlySet<number> {
  const numbers = new Set(hops.map(({ ruleNumber }) => ruleNumber));
  if (choice.focus?.chain === name) numbers.add(choice.focus.ruleNumber);
  const rowId = `${chainId(choice, name)}:`;
  for (const id of choice.opened) {
    const number = id.startsWith(rowId) ? Number(id.slice(rowId.length)) : Number.NaN;
    if (Number.isInteger(number)) numbers.add(number);
  }
  return numbers;
}

/**
 * A last row where the walk ran out of rules. A chain whose last rule matched just before says it in its header instead:
 * there is nothing to see between the two.
 */
function endText(chain: Chain, hops: readonly ChainHop[]): string | undefined {
  if (chain.length === 0) return undefined;
  const end = hops.findIndex(({ kind }) => kind === "return" || kind === "policy");
  const hop = hops[end];
  if (hop === undefined) return undefined;
  if (hop.kind === "policy") return `end of chain: policy ${hop.verdict}`;
  const before = hops[end - 1];
  return before?.ruleNumber === chain.length ? undefined : "end of chain, returns";
}

/** Boxes for chains that `caller`'s shown rows jump to and the walk did not visit; takes them into `known`. */
function neighbours(choice: Choice, caller: ChosenChain, known: Set<string>): ChosenChain[] {
  const boxes = unvisitedBoxes(choice, caller, unvisitedTargets(choice, caller, known));
  for (const { name, group } of boxes) {
    for (const chain of group ?? [name]) known.add(chain);
  }
  return boxes.flatMap((box) => [box, ...neighbours(choice, box, known)]);
}

interface UnvisitedTarget {
  readonly name: string;
  /** Whether a row that jumps there was opened. */
  readonly isOpened: boolean;
}

function unvisitedBoxes(
  choice: Choice,
  caller: ChosenChain,
  targets: readonly UnvisitedTarget[],
): ChosenChain[] {
  const isVisited = caller.hops.length > 0;
  if (isVisited && usesChance(caller)) return alternatives(choice, caller, targets);
  const isSmall = caller.chain?.hook === undefined && targets.length <= MOST_NEIGHBOURS;
  return targets
    .filter(({ isOpened }) => isOpened || (isVisited && isSmall))
    .map(({ name }) => unvisitedChain(choice, name));
}

/** What chance could have taken instead. */
function alternatives(
  choice: Choice,
  caller: ChosenChain,
  targets: readonly UnvisitedTarget[],
): ChosenChain[] {
  const groupId = `${caller.id}+`;
  if (targets.length <= MOST_ALTERNATIVES) {
    return targets.map(({ name }) => unvisitedChain(choice, name));
  }
  const most = choice.opened.has(groupId) ? MOST_OPENED : 0;
  const shown = targets.filter(({ isOpened }, index) => isOpened || index < most);
  const rest = targets.filter((target) => !shown.includes(target)).map(({ name }) => name);
  const boxes = shown.map(({ name }) => unvisitedChain(choice, name));
  return rest.length === 0 ? boxes : [...boxes, groupBox(choice, groupId, rest)];
}

function groupBox(choice: Choice, id: string, chains: readonly string[]): ChosenChain {
  return {
    ...named(choice, id, commonBeginning(chains)),
    chain: undefined,
    group: chains,
    hops: [],
    rows: [],
  };
}

function unvisitedTargets(
  { opened, table }: Choice,
  { id, chain, rows }: ChosenChain,
  known: ReadonlySet<string>,
): readonly UnvisitedTarget[] {
  const targets = new Map<string, boolean>();
  for (const row of rows) {
    if (row.kind !== "rule") continue;
    const target = chain?.rule(row.ruleNumber).target;
    if (target === undefined || !("chain" in target) || known.has(target.chain)) continue;
    if (table.chain(target.chain) === undefined) continue;
    const isOpened = opened.has(`${id}:${row.ruleNumber}`);
    targets.set(target.chain, isOpened || targets.get(target.chain) === true);
  }
  return [...targets].map(([name, isOpened]) => ({ name, isOpened }));
}

function usesChance({ hops, chain, rows }: ChosenChain): boolean {
  return (
    hops.some(({ draws }) => draws.length > 0) ||
    rows.some(
      (row) =>
        row.kind === "rule" &&
        chain?.rule(row.ruleNumber).matches.some(({ match }) => match === "statistic") === true,
    )
  );
}

function unvisitedChain(choice: Choice, name: string): ChosenChain {
  const id = chainId(choice, name);
  const chain = choice.table.chain(name);
  const rows = plannedRows({
    boxId: id,
    length: chain?.length ?? 0,
    matter: chain === undefined ? new Set() : ruleNumbersThatMatter(choice, chain, []),
    opened: choice.opened,
    end: undefined,
  });
  return { ...named(choice, id, name), chain, group: undefined, hops: [], rows };
}

/** `KUBE-SEP-` for chains that all begin so, cut behind the last dash; "" when they have nothing in common. */
function commonBeginning(names: readonly string[]): string {
  const [first = ""] = names;
  let length = first.length;
  for (const name of names) {
    while (!name.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, first.lastIndexOf("-", length - 1) + 1);
}
