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
  /** Ids of gaps and groups that were opened. */
  readonly opened: ReadonlySet<string>;
  /** Rules to be shown besides those the walk meets, by chain: what was picked to be read. */
  readonly focus: { readonly chain: string; readonly ruleNumber: number } | undefined;
  /** Whether the base chain is shown with its rules and what they call although no packet came. */
  readonly showsUnvisited: boolean;
}

/** Unvisited chains beside a draw of chance are alternatives and shown one by one, up to this many. */
const MOST_ALTERNATIVES = 6;
/** Other unvisited chains of one caller, up to this many; more become a group. */
const MOST_NEIGHBOURS = 1;
/** What an opened group shows; the rest stays a group. */
const MOST_OPENED = 60;

/** The chains of one table that are drawn at one hook, the base chain first. Empty when the table has none there. */
export function chosenChains(choice: Choice): readonly ChosenChain[] {
  const base = choice.table.chains.find(({ hook }) => hook === choice.hook);
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
  const isShown = hops.length > 0 || choice.showsUnvisited || choice.focus?.chain === chain.name;
  const rows = isShown
    ? plannedRows({
        boxId: id,
        length: chain.length,
        matter: ruleNumbersThatMatter(choice, chain, hops),
        opened: choice.opened,
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

function ruleNumbersThatMatter(
  { focus }: Choice,
  chain: Chain,
  hops: readonly ChainHop[],
): ReadonlySet<number> {
  const numbers = new Set(hops.map(({ ruleNumber }) => ruleNumber));
  if (focus?.chain === chain.name) numbers.add(focus.ruleNumber);
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

/** Chains that `caller`'s shown rows jump to and the walk did not visit; takes them into `known`. */
function neighbours(choice: Choice, caller: ChosenChain, known: Set<string>): ChosenChain[] {
  const names = unvisitedTargets(caller, known).filter(
    (name) => choice.table.chain(name) !== undefined,
  );
  for (const name of names) known.add(name);
  const groupId = `${caller.id}+`;
  const most = choice.opened.has(groupId) ? MOST_OPENED : mostShown(caller);
  if (names.length <= most) return names.map((name) => unvisitedChain(choice, name));
  const shown = choice.opened.has(groupId) ? names.slice(0, MOST_OPENED) : [];
  const rest = names.slice(shown.length);
  return [
    ...shown.map((name) => unvisitedChain(choice, name)),
    {
      ...named(choice, groupId, commonBeginning(rest)),
      chain: undefined,
      group: rest,
      hops: [],
      rows: [],
    },
  ];
}

function unvisitedTargets({ chain, rows }: ChosenChain, known: ReadonlySet<string>): string[] {
  const targets = new Set<string>();
  for (const row of rows) {
    if (row.kind !== "rule") continue;
    const target = chain?.rule(row.ruleNumber).target;
    if (target !== undefined && "chain" in target && !known.has(target.chain)) {
      targets.add(target.chain);
    }
  }
  return [...targets];
}

function mostShown({ hops, chain, rows }: ChosenChain): number {
  const drew = hops.some(({ draws }) => draws.length > 0);
  const couldDraw = rows.some(
    (row) =>
      row.kind === "rule" &&
      chain?.rule(row.ruleNumber).matches.some(({ match }) => match === "statistic") === true,
  );
  return drew || couldDraw ? MOST_ALTERNATIVES : MOST_NEIGHBOURS;
}

function unvisitedChain(choice: Choice, name: string): ChosenChain {
  const id = chainId(choice, name);
  const chain = choice.table.chain(name);
  const rows = plannedRows({
    boxId: id,
    length: chain?.length ?? 0,
    matter: new Set(choice.focus?.chain === name ? [choice.focus.ruleNumber] : []),
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
