import {
  type ChainHop,
  HOOKS_OF_TABLE,
  type Hook,
  type Hop,
  type Ruleset,
  type TableName,
} from "@/engine";
import type { Arrow, ChainBox, Lane } from "./chainGraph";
import { type ChosenChain, chosenChains } from "./chosenChains";
import { type DrawingTools, drawTable, type TableDrawing, type TableTools } from "./drawTable";

/** A rule to be shown whatever the packet does. */
export interface GraphFocus {
  readonly hook: Hook;
  readonly table: TableName;
  readonly chain: string;
  readonly ruleNumber: number;
}

export interface HookInput {
  readonly hook: Hook;
  /** Those of the hook's tables that are drawn here, in order. */
  readonly tables: readonly TableName[];
  readonly ruleset: Ruleset;
  /** Hops at this hook, in order; empty when no packet comes through. */
  readonly hops: readonly Hop[];
  /** Whether any packet walks in the graph at all. */
  readonly hasPacket: boolean;
  readonly opened: ReadonlySet<string>;
  readonly focus: GraphFocus | undefined;
  /** Where the boxes begin. */
  readonly topPx: number;
  /** Where the lane's name begins. */
  readonly titleXPx: number;
  readonly tools: DrawingTools;
}

export interface HookDrawing {
  readonly boxes: readonly ChainBox[];
  readonly arrows: readonly Arrow[];
  readonly tables: Lane["tables"];
  /** The middle of the names of tables that have no box here: a packet passes them without meeting a rule. */
  readonly passedXPx: ReadonlyMap<TableName, number>;
  readonly widthPx: number;
  /** Where the title line is free again. */
  readonly titleEndPx: number;
}

const TABLE_GAP_PX = 44;
const CHIP_GAP_PX = 8;
const CHIP_PADDING_PX = 10;
/** Capitals at weight 600. */
const TITLE_CHARACTER_PX = 8.6;

/** The loaded tables of one hook from left to right, beginning at `xPx`. */
export function drawHook(input: HookInput, xPx: number): HookDrawing {
  const boxes: ChainBox[] = [];
  const arrows: Arrow[] = [];
  const tableX = new Map<TableName, number>();
  let right = xPx;
  for (const { chosen, lead } of tableGroups(input)) {
    const x = boxes.length === 0 ? xPx : right + TABLE_GAP_PX;
    const drawing = drawTable(chosen, lead, { ...input.tools, hasChain: chainFinder(input) });
    const moved = moveDrawing(drawing, x, input.topPx + drawing.abovePx);
    boxes.push(...moved.boxes);
    arrows.push(...moved.arrows);
    for (const { table } of [...lead, ...chosen]) tableX.set(table, x);
    right = x + drawing.widthPx;
  }
  const chips = placeChips(input, tableX);
  return {
    boxes,
    arrows,
    tables: chips.tables,
    passedXPx: passedTables(input, chips.tables),
    widthPx: Math.max(right, chips.endPx) - xPx,
    titleEndPx: chips.endPx,
  };
}

function chainFinder({ ruleset }: HookInput): TableTools["hasChain"] {
  return (table, chain) => ruleset.table(table)?.chain(chain) !== undefined;
}

interface TableGroup {
  readonly chosen: readonly ChosenChain[];
  readonly lead: readonly ChosenChain[];
}

/**
 * Tables in which nothing stands do not get a column of their own: they lie on top of the next one's. Where their base
 * chain has not even a rule and accepts, their name in the title line is enough.
 */
function tableGroups(input: HookInput): readonly TableGroup[] {
  const names = loadedTables(input);
  const tables = names
    .filter((name) => !isPassed(input, name))
    .map((name) => chooseIn(input, name))
    .filter((chosen) => chosen.length > 0);
  const groups: TableGroup[] = [];
  let lead: ChosenChain[] = [];
  for (const [index, chosen] of tables.entries()) {
    if (isBare(chosen) && index < tables.length - 1) {
      lead.push(...chosen);
      continue;
    }
    groups.push({ chosen, lead });
    lead = [];
  }
  return groups;
}

function isBare(chosen: readonly ChosenChain[]): boolean {
  return chosen.length === 1 && chosen[0]?.rows.every(({ kind }) => kind === "end") === true;
}

/** Whether the packet meets no rule of a table at this hook, and another table after it has something to show. */
function isPassed(input: HookInput, name: TableName): boolean {
  if (!input.hasPacket) return false;
  const base = input.ruleset.table(name)?.chain(input.hook);
  return base?.length === 0 && base.policy === "ACCEPT" && name !== loadedTables(input).at(-1);
}

function passedTables(input: HookInput, chips: Lane["tables"]): ReadonlyMap<TableName, number> {
  const { mono } = input.tools.width;
  return new Map(
    chips
      .filter((chip) => chip.isPassed)
      .map(({ name, xPx }) => [name, xPx + (mono(name) + CHIP_PADDING_PX) / 2]),
  );
}

function loadedTables({ hook, tables, ruleset }: HookInput): readonly TableName[] {
  return tables.filter(
    (name) => HOOKS_OF_TABLE[name].includes(hook) && ruleset.table(name) !== undefined,
  );
}

function chooseIn(input: HookInput, name: TableName): readonly ChosenChain[] {
  const table = input.ruleset.table(name);
  if (table === undefined) return [];
  const { hook, ruleset, opened, focus } = input;
  const hops = input.hops.filter((hop): hop is ChainHop => "table" in hop && hop.table === name);
  return chosenChains({
    hook,
    table,
    ruleset,
    hops,
    opened,
    focus: focus?.hook === hook && focus.table === name ? focus : undefined,
    showsUnvisited: !input.hasPacket,
  });
}

function moveDrawing(
  drawing: TableDrawing,
  x: number,
  y: number,
): Pick<TableDrawing, "boxes" | "arrows"> {
  return {
    boxes: drawing.boxes.map((box) => ({ ...box, x: box.x + x, y: box.y + y })),
    arrows: drawing.arrows.map((arrow) => ({
      ...arrow,
      points: arrow.points.map((point) => ({ x: point.x + x, y: point.y + y })),
    })),
  };
}

/** Each chip stands above its table's first box, or right of the chip before. Tables that are not loaded follow on. */
function placeChips(
  input: HookInput,
  tableX: ReadonlyMap<TableName, number>,
): { readonly tables: Lane["tables"]; readonly endPx: number } {
  const { hook, tables: own, ruleset, tools, titleXPx } = input;
  let free = titleXPx + hook.length * TITLE_CHARACTER_PX + CHIP_GAP_PX;
  const tables = own
    .filter((name) => name !== "security" || ruleset.table(name) !== undefined)
    .map((name) => {
      const chipX = Math.max(free, tableX.get(name) ?? 0);
      free = chipX + tools.width.mono(name) + CHIP_PADDING_PX + CHIP_GAP_PX;
      const isLoaded = ruleset.table(name) !== undefined;
      return { name, isLoaded, isPassed: isLoaded && isPassed(input, name), xPx: chipX };
    });
  return { tables, endPx: free };
}
