import { BLOCK } from "@/scene/whole-map/blockMetrics";
import { type MapArea, ROLE } from "@/scene/whole-map/wholeMap";
import { type Brush, blockInWindow, fitted, inWindow, isSeen, type MapPicture } from "./brush";
import { counted } from "./chainFacts";
import { eachNear } from "./paintBlocks";

/** From this height of its line on a name is drawn. */
const LEAST_HEAD_PX = 10;
const FONT_PX = 12;
const MOST_FONT_PX = 14;
/** Of a character of JetBrains Mono, in ems. */
const MONO_EM = 0.6;
const SANS_EM = 0.56;
const BOLD = 600;

/** The names of chains where there is room for them in their blocks, never smaller than 12 px. */
export function paintNames(brush: Brush, picture: MapPicture): void {
  const { map, walked } = picture;
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
      paintName(brush, { name, rules, isLit, isBold, unitPx, area });
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
}

/** The chain's name, and how many rules it has where there is room for both. */
function paintName(
  { context, look }: Brush,
  { name, rules, isLit, isBold, unitPx, area }: NameInBlock,
): void {
  const fontPx = fontFor(unitPx);
  const characterPx = fontPx * MONO_EM;
  const padding = Math.min(7, 6 * unitPx);
  const left = area.x + padding;
  const middle = area.y + (unitPx * BLOCK.head) / 2 + 0.5;
  const room = area.width - 2 * padding;
  context.font = `${isBold ? BOLD : 400} ${fontPx}px ${look.mono}`;
  context.fillStyle = isLit ? look.text : look.text2;
  const shown = fitted(name, room, characterPx);
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
    context.fillText(fitted(name, area.width, fontPx * SANS_EM), area.x, area.y + area.height / 2);
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
    context.fillText(fitted(shown, room, FONT_PX * SANS_EM), left, area.y + 8);
  }
}
