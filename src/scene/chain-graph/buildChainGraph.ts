import type { Hook, Hop, RoutingHop, Ruleset, TableName } from "@/engine";
import type { Visit } from "../playback/visitAt";
import { HEADER_MIDDLE_PX, NOTE_LINE_PX, TITLE_LABEL_PX, TITLE_PX } from "./boxMetrics";
import type { Arrow, ChainBox, ChainGraph, Lane, Sign } from "./chainGraph";
import type { AddressOwner } from "./chainMeaning";
import { drawHook, type GraphFocus } from "./drawHook";
import { endSigns, startSign } from "./endSigns";
import { flowArrows } from "./flowArrows";
import { hiddenCounts } from "./hiddenCounts";
import { type LaneStage, laneStages } from "./laneStages";
import { rowOfHop } from "./rowOfHop";
import { conntrackSignText, routingSignText } from "./signText";
import { DEFAULT_TEXT_WIDTH, type TextWidth } from "./textWidth";

export interface ChainGraphInput {
  readonly node: string;
  readonly ruleset: Ruleset;
  /** The packet's stay on the node; undefined when no packet comes: then the base chains are shown. */
  readonly visit: Visit | undefined;
  /** Ids of gap rows and groups that were opened. */
  readonly opened: ReadonlySet<string>;
  readonly focus?: GraphFocus | undefined;
  /** Who owns an address, for the words beside a hashed chain name. */
  readonly ownerOf?: AddressOwner | undefined;
  readonly width?: TextWidth | undefined;
}

const LANE_GAP_PX = 28;
/** On either side of a routing decision, which has a ground of its own. */
const ROUTING_GAP_PX = 12;
const ROUTING_LANE_PX = 56;
const MOST_ROUTING_PX = 160;
const WORDS_CLEAR_PX = 12;
/** Where the way begins the sign stands at the top, and a line may turn down beside its words; long words stay clear of the token. */
const WIDE_DECISIONS: ReadonlySet<RoutingHop["decision"]> = new Set(["send", "undecided"]);
const WIDE_CLEAR_PX = 28;
/** Left of the first lane, with room for the token beside a row. */
const MARGIN_PX = 20;
const SIGN_HALF_PX = 18;
/** Signs that stand one below the other in one routing lane. */
const SIGN_PITCH_PX = 72;
/** The least height, so that a small graph does not jump about when another node is shown. */
const LEAST_HEIGHT_PX = 320;

interface Drawing {
  readonly boxes: ChainBox[];
  readonly arrows: Arrow[];
  readonly lanes: Lane[];
  readonly signs: Sign[];
  /** Where the next lane begins. */
  xPx: number;
  /** Where the boxes begin, below the titles. */
  readonly topPx: number;
}

/**
 * The chains of one node as the packet of one visit meets them, laid out from left to right.
 * Only what is shown is made: a chain of 20,000 rules costs as much as the rows that are drawn of it.
 */
export function buildChainGraph(input: ChainGraphInput): ChainGraph {
  const { visit } = input;
  const width = input.width ?? DEFAULT_TEXT_WIDTH;
  const topPx = topOfBoxes(visit?.hops ?? []);
  const start = visit && startSign(visit, { topPx, width });
  const drawing: Drawing = {
    boxes: [],
    arrows: [],
    lanes: [],
    signs: start === undefined ? [] : [start],
    xPx: start === undefined || start.kind === "wire-in" ? MARGIN_PX : 2 * start.x,
    topPx,
  };
  for (const [index, stage] of laneStages(visit?.hops ?? []).entries()) {
    if (index > 0) drawing.xPx += gapBefore(drawing.lanes.at(-1), stage);
    if (stage.hook === "routing") addRouting(drawing, input, stage.hops);
    else addHook(drawing, input, { ...stage, hook: stage.hook });
  }
  if (visit !== undefined) {
    drawing.signs.push(...endSigns(visit, drawing.boxes, { xPx: drawing.xPx, topPx, width }));
  }
  return finish(drawing, input);
}

function gapBefore(before: Lane | undefined, { hook }: LaneStage): number {
  return hook === "routing" || before?.hook === "routing" ? ROUTING_GAP_PX : LANE_GAP_PX;
}

/** Where conntrack rewrites the packet, the packet says so below the titles. */
function topOfBoxes(hops: readonly Hop[]): number {
  const rewrites = hops.some((hop) => hop.kind === "conntrack" && hop.before !== hop.after);
  return rewrites ? TITLE_PX + TITLE_LABEL_PX : TITLE_PX;
}

function finish(
  drawing: Drawing,
  { node, ruleset, width = DEFAULT_TEXT_WIDTH }: ChainGraphInput,
): ChainGraph {
  const { boxes, arrows, lanes, signs } = drawing;
  const right = Math.max(drawing.xPx, ...signs.map((sign) => rightOf(sign, width)));
  const bottom = Math.max(
    LEAST_HEIGHT_PX,
    ...boxes.map((box) => box.y + box.heightPx),
    ...signs.map(({ y, text }) => y + SIGN_HALF_PX + text.length * NOTE_LINE_PX),
  );
  return {
    node,
    lanes,
    boxes,
    arrows: [...arrows, ...flowArrows(lanes, boxes, signs)],
    signs,
    widthPx: right + MARGIN_PX,
    heightPx: bottom + MARGIN_PX,
    hidden: hiddenCounts(ruleset, boxes),
  };
}

/** The words of a sign stand centred below it. */
function rightOf({ x, text }: Sign, width: TextWidth): number {
  return x + Math.max(ROUTING_LANE_PX, ...text.map(width.words)) / 2;
}

/** The id of the sign at which a packet rests for a hop that stands in no chain. */
export function signId(hopIndex: number): string {
  return `sign/${hopIndex}`;
}

function addRouting(
  drawing: Drawing,
  { visit, width = DEFAULT_TEXT_WIDTH }: ChainGraphInput,
  hopIndices: readonly number[],
): void {
  const hops = visit?.hops ?? [];
  const routed = hopIndices.flatMap((index) => {
    const hop = hops[index];
    return hop?.kind === "routing" ? [{ index, hop, text: routingSignText(hop) }] : [];
  });
  const widest = Math.max(0, ...routed.flatMap(({ text }) => text.map(width.words)));
  const isWide = routed.some(({ hop }) => WIDE_DECISIONS.has(hop.decision));
  const clearPx = isWide ? WIDE_CLEAR_PX : WORDS_CLEAR_PX;
  const wanted = Math.min(MOST_ROUTING_PX, Math.ceil(widest) + clearPx);
  const widthPx = Math.max(ROUTING_LANE_PX, wanted);
  drawing.lanes.push({
    id: `routing/${drawing.lanes.length}`,
    hook: "routing",
    tables: [],
    xPx: drawing.xPx,
    titleXPx: drawing.xPx,
    widthPx,
    isVisited: hopIndices.length > 0,
  });
  for (const [position, { index, hop, text }] of routed.entries()) {
    drawing.signs.push({
      id: signId(index),
      kind: hop.decision === "fail" ? "lost" : "routing",
      text,
      x: drawing.xPx + widthPx / 2,
      y: leavingY(drawing, hops.slice(0, index)) + position * SIGN_PITCH_PX,
    });
  }
  drawing.xPx += widthPx;
}

/** Down to here the words below a sign are seen without scrolling; a sign that would be a little lower is lifted. */
const LOWEST_SIGN_PX = 276;
const SIGN_LIFT_PX = 44;

/** The height of the row at which the packet left the chains before, so that the way on is straight. */
function leavingY({ boxes, topPx }: Drawing, before: readonly Hop[]): number {
  const last = before.findLast((hop) => "chain" in hop);
  const y = rowOfHop(boxes, last)?.y ?? topPx + HEADER_MIDDLE_PX;
  const isJustBelow = y > LOWEST_SIGN_PX && y <= LOWEST_SIGN_PX + SIGN_LIFT_PX;
  return isJustBelow ? LOWEST_SIGN_PX : y;
}

function addHook(
  drawing: Drawing,
  input: ChainGraphInput,
  stage: LaneStage & { readonly hook: Hook },
): void {
  const { visit, ruleset, opened, focus, ownerOf, width = DEFAULT_TEXT_WIDTH } = input;
  const hops = stage.hops.flatMap((index) => visit?.hops[index] ?? []);
  const { hook } = stage;
  const titleXPx = titleX(drawing, width);
  const drawn = drawHook(
    {
      hook,
      tables: stage.tables,
      ruleset,
      hops,
      hasPacket: visit !== undefined,
      opened,
      focus,
      topPx: drawing.topPx,
      titleXPx,
      tools: { width, ownerOf: ownerOf ?? (() => undefined) },
    },
    drawing.xPx,
  );
  drawing.boxes.push(...drawn.boxes);
  drawing.arrows.push(...drawn.arrows);
  const signs = conntrackSigns(visit?.hops ?? [], stage.hops, { from: drawn.titleEndPx, width });
  drawing.signs.push(...signs.placed, ...tableSigns(visit?.hops ?? [], stage, drawn.passedXPx));
  const widthPx = Math.max(drawn.widthPx, signs.endPx - drawing.xPx);
  drawing.lanes.push({
    id: `${hook}/${drawing.lanes.length}`,
    hook,
    tables: drawn.tables,
    xPx: drawing.xPx,
    titleXPx,
    widthPx,
    isVisited: hops.length > 0,
  });
  drawing.xPx += widthPx;
}

/** From a table's name to the boxes: there the token hides neither. */
const BELOW_NAME_PX = 5;

/** Where the packet is while it passes a table without a rule: at the table's name. */
function tableSigns(
  hops: readonly Hop[],
  { hook, hops: hopIndices }: LaneStage,
  passedXPx: ReadonlyMap<TableName, number>,
): readonly Sign[] {
  return hopIndices.flatMap((index): Sign[] => {
    const hop = hops[index];
    const x = hop !== undefined && "table" in hop ? passedXPx.get(hop.table) : undefined;
    return x === undefined
      ? []
      : [{ id: signId(index), kind: "table", text: [hook], x, y: TITLE_PX - BELOW_NAME_PX }];
  });
}

/** The first lane's name stands right of the sign at which the packet comes in. */
function titleX({ lanes, signs, xPx }: Drawing, width: TextWidth): number {
  const entry = signs.find(({ kind }) => kind === "wire-in");
  if (lanes.length > 0 || entry === undefined) return xPx;
  return entry.x + CONNTRACK_SIGN_PX / 2 + Math.max(0, ...entry.text.map(width.words)) + MARGIN_PX;
}

const CONNTRACK_SIGN_PX = 24;

/** What conntrack did at a hook stands in the hook's title line, in order. */
function conntrackSigns(
  hops: readonly Hop[],
  hopIndices: readonly number[],
  { from, width }: { readonly from: number; readonly width: TextWidth },
): { readonly placed: readonly Sign[]; readonly endPx: number } {
  const placed: Sign[] = [];
  let endPx = from;
  for (const index of hopIndices) {
    const hop = hops[index];
    if (hop?.kind !== "conntrack") continue;
    const text = conntrackSignText(hop);
    const x = endPx + CONNTRACK_SIGN_PX / 2;
    placed.push({ id: signId(index), kind: "conntrack", text: [text], x, y: HEADER_MIDDLE_PX });
    endPx += CONNTRACK_SIGN_PX + width.words(text) + MARGIN_PX;
  }
  return { placed, endPx };
}
