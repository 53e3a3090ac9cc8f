import { BLOCK } from "@/scene/whole-map/blockMetrics";
import { type MapArea, ROLE } from "@/scene/whole-map/wholeMap";
import {
  type Brush,
  blockInWindow,
  fitted,
  inWindow,
  isSeen,
  type MapPicture,
  writeOn,
} from "./brush";
import { counted } from "./chainFacts";
import { eachNear } from "./paintBlocks";

/** From this height of its line on a name is drawn. */
export const LEAST_HEAD_PX = 10;
/** The line that a name takes where there is room for it. */
export const NAME_PX = 14;
/** Of a block that the packet walks. */
const BORDER_PX = 1.5;
const FONT_PX = 12;
const MOST_FONT_PX = 14;
/** Of a character of JetBrains Mono, in ems. */
const MONO_EM = 0.6;
const SANS_EM = 0.56;
const BOLD = 600;

/** The names of chains where there is room for them in their blocks, never smaller than 12 px. */
export function paintNames(brush: Brush, picture: MapPicture): void {
  const { map, walked, lit } = picture;
  const isWalked = new Set(walked.chains);
  brush.context.textBaseline = "middle";
  eachNear(map, brush, {
    leastScale: LEAST_HEAD_PX / BLOCK.head,
    visit: (block, unitPx) => {
      const chain = map.blocks.chain[block] ?? 0;
      const { name = "", rules = 0 } = map.plan.index.chains[chain] ?? {};
      const isLit = isWalked.has(chain);
      const isBold = isLit || map.role[block] === ROLE.trunk;
      const area = blockInWindow(brush, map, block);
      // What is not found is so faint that it has the colour of the canvas.
      const ground = lit === undefined || lit[chain] === 1 ? brush.look.box : brush.look.canvas;
      paintName(brush, { name, rules, isLit, isBold, unitPx, area, ground });
    },
  });
}

interface NameInBlock {
  readonly name: string;
  readonly rules: number;
  readonly isLit: boolean;
  readonly isBold: boolean;
  readonly unitPx: number;
  readonly area: MapArea;
  /** The colour of its block. */
  readonly ground: string;
}

/** The chain's name, and how many rules it has where there is room for both. */
function paintName(
  brush: Brush,
  { name, rules, isLit, isBold, unitPx, area, ground }: NameInBlock,
): void {
  const { context, look } = brush;
  const fontPx = fontFor(unitPx);
  const characterPx = fontPx * MONO_EM;
  const padding = Math.min(7, 6 * unitPx);
  const left = area.x + padding;
  // A low head gives the name the room of the block below it: the rules stand lower then.
  const line = Math.max(unitPx * BLOCK.head, Math.min(area.height, NAME_PX));
  const middle = area.y + line / 2 + 0.5;
  const room = area.width - 2 * padding;
  context.font = `${isBold ? BOLD : 400} ${fontPx}px ${look.mono}`;
  const shown = fitted(name, room, characterPx);
  context.fillStyle = ground;
  const top = Math.max(area.y + BORDER_PX, middle - NAME_PX / 2);
  const bottom = Math.min(area.y + area.height - BORDER_PX, middle + NAME_PX / 2 - 1);
  context.fillRect(left - 2, top, Math.min(room + 4, shown.length * characterPx + 4), bottom - top);
  context.fillStyle = isLit ? look.text : look.text2;
  context.fillText(shown, left, middle);
  const count = rules.toLocaleString("en");
  if (rules === 0 || (shown.length + count.length + 2) * characterPx > room) return;
  context.fillStyle = look.text3;
  context.font = `400 ${fontPx}px ${look.mono}`;
  context.fillText(count, left + room - count.length * characterPx, middle);
}

/** The names of Services above their chains. */
export function paintServiceNames(brush: Brush, { map }: MapPicture): void {
  const { context, view, look } = brush;
  context.textBaseline = "middle";
  for (const title of map.titles) {
    const unit = title.scale * view.zoom;
    if (unit * BLOCK.title < LEAST_HEAD_PX) continue;
    const area = inWindow(brush, title);
    if (!isSeen(brush, area)) continue;
    const fontPx = fontFor(unit);
    context.font = `500 ${fontPx}px ${look.sans}`;
    context.fillStyle = look.text3;
    const name = map.plan.index.services[title.service]?.name ?? "";
    const ownEm = context.measureText(name).width / Math.max(1, name.length);
    const text = fitted(name, area.width + BLOCK.columnGap, ownEm);
    writeOn(brush, look.canvas, { text, x: area.x, y: area.y + area.height / 2 });
  }
}

function fontFor(unit: number): number {
  return Math.min(MOST_FONT_PX, Math.max(FONT_PX, FONT_PX * unit));
}

/** How many there are above the many of each lane, where there is room to say it. */
export function paintFieldCaptions(brush: Brush, { map }: MapPicture): void {
  const { context, look } = brush;
  context.font = `400 ${FONT_PX}px ${look.sans}`;
  context.textBaseline = "middle";
  context.fillStyle = look.text3;
  for (const { field } of map.lanes) {
    if (field === undefined) continue;
    const area = inWindow(brush, field);
    const left = Math.max(area.x, 8);
    const chains = counted(field.chains, "chain");
    const services = `${counted(field.services, "Service")}, ${chains}`;
    const whole = field.services > 0 ? services : chains;
    const room = area.x + area.width - left;
    const shown = whole.length * FONT_PX * SANS_EM <= room ? whole : chains;
    const text = fitted(shown, room, FONT_PX * SANS_EM);
    writeOn(brush, look.canvas, { text, x: left, y: area.y + 8 });
  }
}
