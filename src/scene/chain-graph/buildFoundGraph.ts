import type { Ruleset } from "@/engine";
import type { RulesIndex } from "../rules-index/rulesIndex";
import type { ChainGraph } from "./chainGraph";
import type { AddressOwner } from "./chainMeaning";
import { drawTable } from "./drawTable";
import { hiddenCounts } from "./hiddenCounts";
import { type FoundPlace, surroundingChains } from "./surroundingChains";
import { DEFAULT_TEXT_WIDTH, type TextWidth } from "./textWidth";

export interface FoundGraphInput {
  readonly node: string;
  readonly ruleset: Ruleset;
  readonly index: RulesIndex;
  readonly found: FoundPlace;
  readonly opened: ReadonlySet<string>;
  readonly ownerOf: AddressOwner;
  readonly width?: TextWidth | undefined;
}

/** A chain that was found, drawn with what is around it. */
export interface FoundGraph {
  readonly graph: ChainGraph;
  /** The id of its box. */
  readonly boxId: string;
  /** How many chains have a rule that leads to it. */
  readonly callers: number;
}

const MARGIN_PX = 20;
/** There are no titles above the boxes. */
const TOP_PX = 16;
const LEAST_HEIGHT_PX = 320;

/** Draws a found chain with who leads to it and what it leads to. Undefined when the rules do not have it. */
export function buildFoundGraph(input: FoundGraphInput): FoundGraph | undefined {
  const { node, ruleset, index, found, opened, ownerOf } = input;
  const table = ruleset.table(found.table);
  if (table === undefined) return undefined;
  const { chosen, callers } = surroundingChains({ index, table, found, opened });
  const own = chosen.find(({ name }) => name === found.chain);
  if (own === undefined) return undefined;
  const drawing = drawTable(chosen, [], {
    width: input.width ?? DEFAULT_TEXT_WIDTH,
    ownerOf,
    hasChain: (of, chain) => ruleset.table(of)?.chain(chain) !== undefined,
  });
  const topPx = TOP_PX + drawing.abovePx;
  const boxes = drawing.boxes.map((box) => ({ ...box, x: box.x + MARGIN_PX, y: box.y + topPx }));
  const arrows = drawing.arrows.map((arrow) => ({
    ...arrow,
    points: arrow.points.map(({ x, y }) => ({ x: x + MARGIN_PX, y: y + topPx })),
  }));
  const graph: ChainGraph = {
    node,
    lanes: [],
    boxes,
    arrows,
    signs: [],
    widthPx: drawing.widthPx + 2 * MARGIN_PX,
    heightPx: Math.max(LEAST_HEIGHT_PX, drawing.heightPx + topPx) + MARGIN_PX,
    hidden: hiddenCounts(ruleset, boxes),
  };
  return { graph, boxId: own.id, callers };
}
