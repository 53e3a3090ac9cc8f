import { BLOCK } from "@/scene/whole-map/blockMetrics";
import type { MapArea } from "@/scene/whole-map/wholeMap";
import {
  type Brush,
  blockInWindow,
  chainInWindow,
  inWindow,
  isSeen,
  type MapPicture,
  TITLES_PX,
} from "./brush";
import { eachNear } from "./paintBlocks";

const FONT_PX = 12;
const HEIGHT_PX = 18;
const PADDING_PX = 5;
const EDGE_PX = 4;
/** So many names of Services at most stand on the map at once, and so many are tried. */
const MOST_SERVICES = 10;
const MOST_TRIED = 300;
/** Where a Service's own line is as high as this its name is in it. */
const NAMED_PX = 10;

interface Label {
  readonly text: string;
  readonly font: string;
  readonly width: number;
  readonly colour: string;
  /** What it names, in px of the window. */
  readonly of: MapArea;
  /** It stands between these. */
  readonly least: number;
  readonly most: number;
}

/** Names where blocks have no room for them: of the chains of the packet's way, and of some Services. None covers another. */
export function paintLabels(brush: Brush, picture: MapPicture): void {
  const placed = takenAreas(brush, picture);
  for (const label of walkedLabels(brush, picture)) placeLabel(brush, label, placed);
  let services = 0;
  for (const label of serviceLabels(brush, picture)) {
    if (placeLabel(brush, label, placed)) services += 1;
    if (services >= MOST_SERVICES) return;
  }
}

/** What no label may cover: the titles, what is said of the many, and names that stand in their blocks. */
function takenAreas(brush: Brush, { map }: MapPicture): MapArea[] {
  const taken: MapArea[] = [{ x: 0, y: 0, width: brush.window.width, height: TITLES_PX }];
  for (const { field } of map.lanes)
    if (field !== undefined) taken.push({ ...inWindow(brush, field), width: 200, height: 16 });
  eachNear(map, brush, {
    leastScale: NAMED_PX / BLOCK.head,
    visit: (block) => taken.push({ ...blockInWindow(brush, map, block), height: HEIGHT_PX }),
  });
  return taken;
}

function walkedLabels(brush: Brush, { map, walked }: MapPicture): readonly Label[] {
  const { look, view } = brush;
  const edges = { least: EDGE_PX, most: brush.window.width - EDGE_PX };
  return [...new Set(walked.chains)].flatMap((chain) => {
    const unit = (map.blocks.scale[map.blockOf[chain] ?? 0] ?? 0) * view.zoom;
    if (unit * BLOCK.head >= NAMED_PX) return [];
    const text = map.plan.index.chains[chain]?.name ?? "";
    const font = `600 ${FONT_PX}px ${look.mono}`;
    const width = widthOf(brush, text, font);
    const of = chainInWindow(brush, map, chain);
    return isSeen(brush, of) ? [{ text, font, width, colour: look.text, of, ...edges }] : [];
  });
}

function widthOf({ context }: Brush, text: string, font: string): number {
  context.font = font;
  return context.measureText(text).width + 2 * PADDING_PX;
}

/** The Services in the window, the largest first; of a search those that it found. */
function* serviceLabels(brush: Brush, { map, titles, lit }: MapPicture): Generator<Label> {
  const { look, view } = brush;
  const { services } = map.plan.index;
  const font = `400 ${FONT_PX}px ${look.sans}`;
  let tried = 0;
  for (const title of titles) {
    const { name: text = "", chain = -1 } = services[title.service] ?? {};
    if (lit !== undefined && lit[chain] !== 1) continue;
    const unit = title.scale * view.zoom;
    if (unit * BLOCK.title >= NAMED_PX) continue;
    const of = inWindow(brush, title);
    if (!isSeen(brush, of)) continue;
    tried += 1;
    if (tried > MOST_TRIED) return;
    const width = widthOf(brush, text, font);
    yield { text, font, width, colour: look.text2, of, ...fieldEdges(brush, map, of) };
  }
}

/** Beside the many it would stand among the large chains, and name none of those. */
function fieldEdges(
  brush: Brush,
  { lanes }: MapPicture["map"],
  of: MapArea,
): Pick<Label, "least" | "most"> {
  const fields = lanes.flatMap(({ field }) =>
    field === undefined ? [] : [inWindow(brush, field)],
  );
  const own = fields.find(({ x, width }) => x <= of.x + 1 && of.x < x + width);
  return {
    least: Math.max(EDGE_PX, (own?.x ?? 0) - 1),
    most: Math.min(brush.window.width, (own?.x ?? 0) + (own?.width ?? Infinity)) - EDGE_PX,
  };
}

/** Puts a label beside what it names if it is free there; says whether it did. */
function placeLabel(brush: Brush, label: Label, placed: MapArea[]): boolean {
  const { of, width } = label;
  const y = of.y + Math.min(of.height, HEIGHT_PX) / 2 - HEIGHT_PX / 2;
  const places = [
    { x: of.x + of.width + 8, y },
    { x: of.x - width - 12, y },
    { x: of.x, y: of.y - HEIGHT_PX - 6 },
    { x: of.x, y: of.y + of.height + 6 },
  ];
  const free = places
    .map((place) => ({ ...place, width, height: HEIGHT_PX }))
    .find(
      (area) => isWithin(brush, label, area) && !placed.some((other) => isOverlapping(area, other)),
    );
  if (free === undefined) return false;
  placed.push(free);
  paintLabel(brush, label, free);
  return true;
}

function isWithin({ window }: Brush, { least, most }: Label, area: MapArea): boolean {
  const { x, y, width, height } = area;
  return x >= least && y >= 0 && x + width <= most && y + height <= window.height - EDGE_PX;
}

const APART_PX = 4;

function isOverlapping(one: MapArea, other: MapArea): boolean {
  return (
    one.x < other.x + other.width + APART_PX &&
    other.x < one.x + one.width + APART_PX &&
    one.y < other.y + other.height + APART_PX &&
    other.y < one.y + one.height + APART_PX
  );
}

function paintLabel({ context, look }: Brush, { text, font, colour }: Label, area: MapArea): void {
  context.globalAlpha = 0.9;
  context.fillStyle = look.box;
  context.beginPath();
  context.roundRect(area.x, area.y, area.width, area.height, 3);
  context.fill();
  context.globalAlpha = 1;
  context.font = font;
  context.fillStyle = colour;
  context.textBaseline = "middle";
  context.fillText(text, area.x + PADDING_PX, area.y + area.height / 2 + 0.5);
}
