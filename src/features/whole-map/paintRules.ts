import { BLOCK, ruleLinesOf } from "@/scene/whole-map/blockMetrics";
import type { RuleKind } from "@/scene/whole-map/ruleKinds";
import { rulesOf } from "@/scene/whole-map/rulePlaces";
import type { MapArea } from "@/scene/whole-map/wholeMap";
import { type Brush, blockInWindow, type MapPicture } from "./brush";
import { eachNear } from "./paintBlocks";
import { LEAST_HEAD_PX, NAME_PX } from "./paintNames";

/** From this height of a rule's line on, rules are drawn. */
const LEAST_LINE_PX = 1.6;
/** Of a line's height. */
const BAR = 0.6;
/** The right part of a line with one rule: what the rule does. */
const TARGET_PART = 0.22;
/** A rule of so many characters fills its line. */
const LONG_RULE = 190;

/** The rules of every block that is near enough: a line each, coloured by what it does; of long chains several in a line. */
export function paintRules(brush: Brush, picture: MapPicture): void {
  const { blocks } = picture.map;
  eachNear(picture.map, brush, {
    leastScale: LEAST_LINE_PX / BLOCK.line,
    visit: (block, unitPx) =>
      paintChain(brush, picture, {
        chain: blocks.chain[block] ?? 0,
        linePx: unitPx * BLOCK.line,
        area: blockInWindow(brush, picture.map, block),
      }),
  });
}

interface NearChain {
  readonly chain: number;
  readonly linePx: number;
  readonly area: MapArea;
}

function paintChain(brush: Brush, picture: MapPicture, { chain, linePx, area }: NearChain): void {
  const rules = rulesOf(picture.map.plan.places, chain);
  const lines = ruleLinesOf(rules.length);
  const unit = linePx / BLOCK.line;
  const headPx = BLOCK.head * unit;
  const top = area.y + (headPx < LEAST_HEAD_PX ? headPx : Math.max(headPx, NAME_PX));
  const room = area.y + area.height - BLOCK.foot * unit - top;
  // Below a name that is higher than its line the rules stand closer, or have no room.
  const ownPx = Math.min(linePx, room / Math.max(1, lines));
  if (ownPx < LEAST_LINE_PX) return;
  const left = area.x + 6 * unit;
  const width = area.width - 12 * unit;
  for (let line = 0; line < lines; line += 1) {
    const y = top + line * ownPx;
    if (y > brush.window.height || y + ownPx < 0) continue;
    const from = Math.floor((line * rules.length) / lines);
    const to = Math.floor(((line + 1) * rules.length) / lines);
    const bar = { x: left, y, width, height: ownPx * BAR };
    if (to - from === 1) paintRule(brush, picture, rules[from] ?? 0, bar);
    else paintCells(brush, picture, rules.subarray(from, to), bar);
  }
}

/** The rule's text as a bar of its length, and at the right what it does. */
function paintRule(
  { context, look }: Brush,
  { kinds, map }: MapPicture,
  line: number,
  { x, y, width, height }: MapArea,
): void {
  const { starts } = map.plan.index.lines;
  const length = (starts[line + 1] ?? 0) - (starts[line] ?? 0);
  const room = width * (1 - TARGET_PART) - 4;
  context.fillStyle = look.line;
  context.fillRect(x, y, room * Math.min(1, length / LONG_RULE), height);
  context.fillStyle = look.kinds[kinds.at(line)];
  context.fillRect(x + width * (1 - TARGET_PART), y, width * TARGET_PART, height);
}

/** Neighbours that do alike are one bar. */
function paintCells(
  { context, look }: Brush,
  { kinds }: MapPicture,
  lines: Uint32Array,
  { x, y, width, height }: MapArea,
): void {
  const cell = width / lines.length;
  let since = 0;
  let kind: RuleKind = kinds.at(lines[0] ?? 0);
  const paint = (end: number) => {
    context.fillStyle = look.kinds[kind];
    context.fillRect(x + since * cell, y, (end - since) * cell, height);
  };
  for (let at = 1; at < lines.length; at += 1) {
    const next = kinds.at(lines[at] ?? 0);
    if (next === kind) continue;
    paint(at);
    since = at;
    kind = next;
  }
  paint(lines.length);
}
