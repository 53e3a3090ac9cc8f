import {
  type ReactFlowInstance,
  useStore as useFlowStore,
  useReactFlow,
  useStoreApi,
} from "@xyflow/react";
import { useCallback, useMemo } from "react";
import { TITLE_PX } from "@/scene/chain-graph/boxMetrics";
import type { ChainGraph } from "@/scene/chain-graph/chainGraph";
import { useStore } from "@/state/store";
import { DENSITY_SCALES } from "@/ui/densityScale";
import { keepInView, type Rectangle, type Size } from "./keepInView";
import { leftEdges } from "./leftEdges";
import { prefersReducedMotion } from "./prefersReducedMotion";
import { roomZoom } from "./roomZoom";
import { ROWS_ZOOM } from "./rowsZoom";

const CAMERA_MS = 400;

function fits({ width, height }: Rectangle, room: Size): boolean {
  return width <= room.width && height <= room.height;
}

export interface GraphCamera {
  /**
   * Moves as little as shows the rectangle (graph pixels) whole, and cuts no box at the left if it can. What is `around` it
   * is shown whole too where the window has room for it.
   */
  readonly show: (target: Rectangle, graph: ChainGraph, around?: Rectangle) => void;
  /** Puts a point of the graph at the top left of the window, at once. */
  readonly cutTo: (x: number, y: number) => void;
  /** Moves a column to the left edge of the window. */
  readonly showColumn: (xPx: number) => void;
  readonly zoomBy: (factor: number) => void;
  /** A step farther out; to the whole map where the graph is all in the window and too small to read. */
  readonly zoomOut: () => void;
  /** All of the graph, with its rows if they can be read then. */
  readonly fit: () => void;
  /** To 100 %, where rows can be read. */
  readonly showRows: () => void;
  /** What counts as 100 %. */
  readonly baseZoom: number;
}

/** Moves the window over the graph. Must be used inside `ChainGraphCamera`. */
export function useGraphCamera(): GraphCamera {
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const density = useStore((state) => state.panels.density);
  const room = useFlowStore(({ width, height }) => roomZoom({ width, height }));
  const baseZoom = density === "normal" ? room : DENSITY_SCALES[density];

  const show = useCallback(
    (target: Rectangle, graph: ChainGraph, around?: Rectangle) => {
      const { width, height } = flowStore.getState();
      if (width === 0 || height === 0) return;
      const view = flow.getViewport();
      const room = { width: width / view.zoom, height: height / view.zoom - TITLE_PX };
      const next = keepInView(
        view,
        around !== undefined && fits(around, room) ? around : target,
        { width, height },
        { heightPx: graph.heightPx, coveredPx: TITLE_PX, leftEdges: leftEdges(graph) },
      );
      if (next !== view) void flow.setViewport(next, glide());
    },
    [flow, flowStore],
  );
  const cutTo = useCallback(
    (x: number, y: number) => {
      void flow.setViewport({ x: -x * baseZoom, y: -y * baseZoom, zoom: baseZoom });
    },
    [flow, baseZoom],
  );
  const zoomBy = useCallback(
    (factor: number) =>
      void flow.zoomTo(snapped(flow.getZoom() * factor, baseZoom), { duration: cameraMs() / 2 }),
    [flow, baseZoom],
  );
  return useMemo(
    () => ({
      show,
      cutTo,
      baseZoom,
      showColumn: (xPx) => {
        const { zoom, y } = flow.getViewport();
        void flow.setViewport({ x: (MARGIN_PX - xPx) * zoom, y, zoom }, glide());
      },
      zoomBy,
      zoomOut: () => {
        if (isFarOut(flow, flowStore.getState())) useStore.getState().panels.setWholeMap("open");
        else zoomBy(0.8);
      },
      showRows: () => void flow.zoomTo(baseZoom, { duration: cameraMs() / 2 }),
      fit: () => {
        const { width, height } = flowStore.getState();
        const bounds = flow.getNodesBounds(flow.getNodes());
        const fitting = Math.min(width / bounds.width, height / bounds.height);
        // A margin is given up before the rows are.
        const padding = fitting >= ROWS_ZOOM && fitting < ROWS_ZOOM * 1.12 ? 0 : 0.05;
        void flow.fitView({ duration: cameraMs(), padding, maxZoom: baseZoom });
      },
    }),
    [show, cutTo, zoomBy, flow, flowStore, baseZoom],
  );
}

const MARGIN_PX = 20;

/** The smallest zoom of the graph. */
export const LEAST_ZOOM = 0.1;
/** From here on boxes have no names. */
const SHAPES_ZOOM = 0.4;

/** Whether there is nothing more to see of the graph by going farther out. */
export function isFarOut(flow: ReactFlowInstance, { width, height }: Size): boolean {
  const bounds = flow.getNodesBounds(flow.getNodes());
  const fitting = Math.min(width / bounds.width, height / bounds.height);
  return flow.getZoom() <= Math.max(LEAST_ZOOM, Math.min(SHAPES_ZOOM, fitting)) + 1e-3;
}

/** The camera moves with the packet, and as fast. */
function cameraMs(): number {
  return prefersReducedMotion() ? 0 : CAMERA_MS / useStore.getState().playback.speed;
}

/** Straight from here to there: the zoom stays as it is on the way, even when another move cuts in. */
function glide() {
  return { duration: cameraMs(), interpolate: "linear" as const };
}

/** Close to 100 % is 100 %, so that rows come back where they are meant to. */
function snapped(zoom: number, baseZoom: number): number {
  return Math.abs(zoom / baseZoom - 1) < 0.1 ? baseZoom : zoom;
}
