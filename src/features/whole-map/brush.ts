import type { JumpBundle } from "@/scene/whole-map/jumpBundles";
import type { MapLevels } from "@/scene/whole-map/mapLevels";
import type { RuleKinds } from "@/scene/whole-map/ruleKinds";
import type { WalkedChains } from "@/scene/whole-map/walkedChains";
import type { MapArea, MapTitle, WholeMap } from "@/scene/whole-map/wholeMap";
import type { Extent, MapView } from "./mapCamera";
import type { MapLook } from "./mapLook";

/** What is to be seen on the map. */
export interface MapPicture {
  readonly map: WholeMap;
  readonly levels: MapLevels;
  /** The blocks that a search found; undefined while nothing is searched for. */
  readonly found: MapLevels | undefined;
  /** By chain: 1 for what the search found. */
  readonly lit: Uint8Array | undefined;
  /** The names of Services, the largest Service's first. */
  readonly titles: readonly MapTitle[];
  readonly bundles: readonly JumpBundle[];
  readonly kinds: RuleKinds;
  readonly walked: WalkedChains;
  /** The chain under the pointer, as an index into the index's chains. */
  readonly hovered: number | undefined;
  /** The chain that was picked. */
  readonly picked: number | undefined;
}

/** A canvas with what is needed to draw on it. */
export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly view: MapView;
  readonly window: Extent;
  /** Device pixels per px. */
  readonly ratio: number;
  readonly look: MapLook;
  /** The part of the map that is in the window. */
  readonly seen: MapArea;
}

/** At the top of the window, for the names of hooks and tables. */
export const TITLES_PX = 44;

/** The part of a map that a view shows. */
export function seenArea({ x, y, zoom }: MapView, { width, height }: Extent): MapArea {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

/** A rectangle of the map in the window, in px. */
export function inWindow({ view }: Brush, { x, y, width, height }: MapArea): MapArea {
  const { zoom } = view;
  return { x: x * zoom + view.x, y: y * zoom + view.y, width: width * zoom, height: height * zoom };
}

/** A block in the window, in px. */
export function blockInWindow(brush: Brush, { blocks }: WholeMap, block: number): MapArea {
  return inWindow(brush, {
    x: blocks.x[block] ?? 0,
    y: blocks.y[block] ?? 0,
    width: blocks.width[block] ?? 0,
    height: blocks.height[block] ?? 0,
  });
}

/** The block of a chain in the window, in px. */
export function chainInWindow(brush: Brush, map: WholeMap, chain: number): MapArea {
  return blockInWindow(brush, map, map.blockOf[chain] ?? 0);
}

/** Whether any of a rectangle of the window can be seen. */
export function isSeen({ window }: Brush, { x, y, width, height }: MapArea): boolean {
  return x < window.width && y < window.height && x + width > 0 && y + height > 0;
}

/** How far the ground under a text reaches around it, so that lines behind it do not strike it out. */
const HALO_PX = 4;

/** Writes a text on a ground of its own that hugs its letters. */
export function writeOn(
  { context }: Pick<Brush, "context">,
  ground: string,
  { text, x, y }: { readonly text: string; readonly x: number; readonly y: number },
): void {
  context.strokeStyle = ground;
  context.lineWidth = HALO_PX;
  context.lineJoin = "round";
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

/** As much of a text as a width has room for at so many px a character; "" when that is too little to tell anything. */
export function fitted(text: string, widthPx: number, characterPx: number): string {
  const most = Math.floor(widthPx / characterPx);
  if (text.length <= most) return text;
  return most < 5 ? "" : `${text.slice(0, most - 1)}…`;
}
