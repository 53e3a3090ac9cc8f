import type { KeyboardEvent } from "react";
import { blockAt } from "@/scene/whole-map/blockAt";
import { nextFound } from "@/scene/whole-map/foundBlocks";
import { type Direction, nextBlock } from "@/scene/whole-map/nextBlock";
import type { WholeMap } from "@/scene/whole-map/wholeMap";
import { goToFound } from "@/state/foundInWalk";
import { useStore } from "@/state/store";
import type { Point } from "@/ui/point";
import { areaOf, bringToEye, readableZoom } from "./bringToEye";
import type { CameraMan } from "./cameraMan";
import { viewOf } from "./mapCamera";
import { keepPlace } from "./mapPlace";
import type { FoundOnMap } from "./useFoundOnMap";
import { glideMs } from "./useMapCamera";

export interface MapActionsInput {
  readonly node: string;
  readonly isPhone: boolean;
  readonly map: WholeMap | undefined;
  readonly camera: CameraMan | undefined;
  readonly picked: number | undefined;
  readonly setPicked: (chain: number | undefined) => void;
  /** What is searched for; kept for when the map is come back to. */
  readonly typed: string;
}

export interface MapActions {
  /** The chain under a point of the canvas. */
  chainAt(at: Point): { readonly chain: number; readonly at: Point } | undefined;
  /** Goes near a chain, and on into the graph at it. */
  open(chain: number | undefined): void;
  /** Picks what fits best of what was found, or what comes behind it once one of them is picked, and brings it to the eye. */
  pickNext(found: FoundOnMap): void;
  zoom(factor: number): void;
  whole(): void;
  /** Back to the graph as it was. */
  close(): void;
  /** Whether a chain is in the left half of the window. */
  isAtLeft(chain: number): boolean;
  onKey(event: KeyboardEvent): void;
}

/** How far beside a small block still counts as on it. */
const SLACK_PX = 3;
const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** What can be done on the map. */
export function useMapActions(input: MapActionsInput): MapActions {
  const { node, isPhone, map, camera, picked, setPicked, typed } = input;
  const pick = (block: number, zoom?: number) => {
    if (map === undefined || camera === undefined) return;
    setPicked(map.blocks.chain[block]);
    bringToEye(camera, areaOf(map, block), zoom);
  };
  const open = (chain: number | undefined) => {
    if (map === undefined || camera === undefined || chain === undefined) return;
    const { index } = map.plan;
    const { table, name } = index.chains[chain] ?? {};
    if (table === undefined || name === undefined) return;
    keepPlace(index, { view: camera.view, picked: chain, typed });
    const area = areaOf(map, map.blockOf[chain] ?? 0);
    camera.glideTo(viewOf(area, camera.ground.mostZoom, camera.ground), glideMs(), () => {
      goToFound({ node, table, chain: name, ruleNumber: 0 });
      const { panels } = useStore.getState();
      if (isPhone) panels.setOpenSheet("rules");
      else panels.setWholeMap("left");
    });
  };
  const moveTo = (direction: Direction) => {
    if (map === undefined) return;
    const from = picked === undefined ? undefined : map.blockOf[picked];
    pick(from === undefined ? 0 : nextBlock(map, from, direction));
  };
  const close = () => {
    if (map !== undefined) keepPlace(map.plan.index, undefined);
    useStore.getState().panels.setWholeMap("closed");
  };
  return {
    chainAt: (at) => chainAt(input, at),
    open,
    pickNext: ({ lit, best }) => {
      if (map === undefined || camera === undefined || lit === undefined) return;
      const from = picked !== undefined && lit[picked] === 1 ? map.blockOf[picked] : undefined;
      const first = from === undefined && best !== undefined ? map.blockOf[best] : undefined;
      const block = first ?? nextFound(map, lit, from ?? -1);
      if (block !== undefined) pick(block, readableZoom(map, block));
    },
    zoom: (factor) => camera?.zoomBy(factor),
    whole: () => camera?.glideToWhole(glideMs()),
    close,
    isAtLeft: (chain) => {
      if (map === undefined || camera === undefined) return false;
      const { x } = areaOf(map, map.blockOf[chain] ?? 0);
      return x * camera.view.zoom + camera.view.x < camera.ground.window.width / 2;
    },
    onKey: (event) => {
      const direction = ARROWS[event.key];
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (direction !== undefined) moveTo(direction);
      else if (event.key === "Enter") open(picked);
      else if (event.key === "Home") camera?.glideToWhole(glideMs());
      else if (event.key === "Escape" && picked !== undefined) setPicked(undefined);
      else return;
      event.preventDefault();
    },
  };
}

function chainAt(
  { map, camera }: MapActionsInput,
  at: Point,
): { readonly chain: number; readonly at: Point } | undefined {
  if (map === undefined || camera === undefined || at.y < camera.ground.coveredPx) return undefined;
  const { x, y, zoom } = camera.view;
  const point = { x: (at.x - x) / zoom, y: (at.y - y) / zoom };
  const block = blockAt(map, point) ?? blockAt(map, point, SLACK_PX / zoom);
  const chain = block === undefined ? undefined : map.blocks.chain[block];
  return chain === undefined ? undefined : { chain, at };
}
