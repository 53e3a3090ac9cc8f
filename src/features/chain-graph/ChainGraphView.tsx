import { ReactFlow, useStore as useFlowStore, ViewportPortal } from "@xyflow/react";
import {
  type CSSProperties,
  type KeyboardEvent,
  lazy,
  Suspense,
  useCallback,
  useMemo,
  useRef,
  useState,
} from "react";
import type { ChainBox, ChainGraph, Row } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import { useStop, useWalk } from "@/state/derived";
import { useStore } from "@/state/store";
import { ArrowLayer } from "./ArrowLayer";
import { ChainBoxNode } from "./ChainBoxNode";
import { GraphActionsProvider } from "./GraphActions";
import { GraphLanes } from "./GraphLanes";
import { LaneTitles } from "./LaneTitles";
import { LitRows } from "./LitRows";
import { boxOfRow, isCursorKey, moveCursor } from "./moveCursor";
import { NextLine } from "./NextLine";
import { Overview } from "./Overview";
import { PacketToken } from "./PacketToken";
import { pickedPlace } from "./pickedPlace";
import { rowOfPicked } from "./rowOfRule";
import { ROWS_ZOOM } from "./rowsZoom";
import { SignNode } from "./SignNode";
import type { GraphFlowNode } from "./toReactFlow";
import { useFollowPacket } from "./useFollowPacket";
import { LEAST_ZOOM, useGraphCamera } from "./useGraphCamera";
import { useGraphNodes } from "./useGraphNodes";
import { useShowSought } from "./useShowSought";
import { useZoomOutToMap } from "./useZoomOutToMap";

/** The credit stands in the foot, where it covers no chain. */
const OWN_ATTRIBUTION = { hideAttribution: true };
const NODE_TYPES = { chain: ChainBoxNode, sign: SignNode };

export interface ChainGraphViewProps {
  readonly graph: ChainGraph;
  readonly state: GraphState;
}

/** A graph of chains with a camera over it. Must be inside `ChainGraphCamera`. */
export function ChainGraphView({ graph, state }: ChainGraphViewProps) {
  const frame = useRef<HTMLElement>(null);
  const cursor = useCursor(graph, state, frame);
  const marked = useMarked(graph, cursor);
  const nodes = useGraphNodes(graph, state, marked);
  const detail = useDetail();
  useFollowPacket(graph, state);
  useShowSought(graph);
  useZoomOutToMap(frame);
  const actions = useGraphActionsOf(graph);
  const stopFollowing = useCallback((event: MouseEvent | TouchEvent | null) => {
    const isZoom = event instanceof WheelEvent && (event.ctrlKey || event.metaKey);
    if (event !== null && !isZoom) useStore.getState().playback.setFollow(false);
  }, []);
  return (
    <GraphActionsProvider value={actions}>
      <LitRows node={graph.node}>
        <section
          ref={frame}
          aria-label={`Chains of ${graph.node}`}
          data-detail={detail.level}
          className="relative flex min-h-0 flex-1 flex-col bg-canvas [--text-sm--line-height:16px] [--text-sm:12px]"
          style={{ "--graph-zoom": detail.zoom } as CSSProperties}
          onKeyDown={cursor.onKeyDown}
        >
          <div className="relative flex min-h-0 flex-1 flex-col">
            <ReactFlow<GraphFlowNode>
              nodes={nodes}
              nodeTypes={NODE_TYPES}
              nodesDraggable={false}
              nodesConnectable={false}
              nodesFocusable={false}
              elementsSelectable={false}
              disableKeyboardA11y
              panActivationKeyCode={null}
              zoomOnDoubleClick={false}
              panOnScroll
              minZoom={LEAST_ZOOM}
              maxZoom={2}
              onlyRenderVisibleElements={nodes.length > MOST_MOUNTED}
              onMove={stopFollowing}
              proOptions={OWN_ATTRIBUTION}
              className="min-h-0 flex-1"
              aria-label={`Chains of ${graph.node}`}
            >
              <ViewportPortal>
                <GraphLanes lanes={graph.lanes} heightPx={graph.heightPx} />
                <LaneTitles lanes={graph.lanes} />
                <ArrowLayer arrows={graph.arrows} states={state.arrows} />
                <NextLine points={state.next} signs={graph.signs} />
                <Token state={state} />
              </ViewportPortal>
              <Overview graph={graph} />
            </ReactFlow>
            <PickedRule graph={graph} state={state} />
          </div>
          <Foot graph={graph} hasRows={detail.level === "rows"} />
        </section>
      </LitRows>
    </GraphActionsProvider>
  );
}

const RuleDetail = lazy(async () => ({ default: (await import("./RuleDetail")).RuleDetail }));

/** Loaded when a rule is first picked. */
function PickedRule(props: ChainGraphViewProps) {
  const isPicked = useStore((state) => state.selection.selected !== undefined);
  return <Suspense>{isPicked && <RuleDetail {...props} />}</Suspense>;
}

/** Above this, boxes outside the window are taken out of the page. */
const MOST_MOUNTED = 80;

function Token({ state }: { readonly state: GraphState }) {
  const stop = useStop();
  const { trace } = useWalk();
  if (stop === undefined) return null;
  const isReply = trace?.turns[stop.turn]?.kind === "reply" || stop.made !== undefined;
  return <PacketToken state={state} stop={stop} isReply={isReply} />;
}

interface FootProps {
  readonly graph: ChainGraph;
  /** Whether the zoom leaves room for the rules. */
  readonly hasRows: boolean;
}

/** What the graph leaves out, in words, so that nobody takes it for the whole; and what it is drawn with. */
function Foot({ graph, hasRows }: FootProps) {
  const { chains, rules } = graph.hidden;
  const camera = useGraphCamera();
  return (
    <footer className="flex h-4 shrink-0 items-center gap-6 px-4 font-sans text-sm text-text-3 in-data-[density=projector]:h-6 in-data-[density=projector]:text-[16px]/[24px]">
      <p>
        {chains + rules > 0 && `Not drawn: ${counted(chains, "chain")}, ${counted(rules, "rule")}`}
      </p>
      {!hasRows && (
        <p>
          Too far out to read rules.{" "}
          <button
            type="button"
            className="rounded-1 text-text-2 underline underline-offset-2 hover:text-text"
            onClick={camera.showRows}
          >
            Show them
          </button>
        </p>
      )}
      <span className="flex-1" />
      <a
        href="https://reactflow.dev"
        target="_blank"
        rel="noopener noreferrer"
        className="hover:text-text-2"
      >
        React Flow
      </a>
    </footer>
  );
}

function counted(count: number, name: string): string {
  return `${count.toLocaleString("en")} ${name}${count === 1 ? "" : "s"}`;
}

/** How much is drawn at this zoom: rows, only names, or only shapes. Names never get smaller than 12 px. */
function useDetail(): { readonly level: "rows" | "names" | "shapes"; readonly zoom: number } {
  const zoom = useFlowStore((flow) => Math.round(flow.transform[2] * 50) / 50);
  if (zoom >= ROWS_ZOOM) return { level: "rows", zoom: 1 };
  return { level: zoom >= 0.4 ? "names" : "shapes", zoom };
}

function useMarked(
  graph: ChainGraph,
  cursor: { readonly rowId: string; readonly current: string | undefined },
) {
  const cursorRow = cursor.rowId;
  const isUndecided = useStop()?.hop?.kind === "undecided";
  const undecidedRow = isUndecided ? cursor.current : undefined;
  const selected = useStore((state) => state.selection.selected);
  const found = useStore((state) => state.selection.found);
  return useMemo(() => {
    const picked = selected ?? found;
    const row = picked?.node === graph.node ? rowOfPicked(graph, picked) : undefined;
    return { cursorRow, selectedRow: row?.id, undecidedRow };
  }, [graph, selected, found, cursorRow, undecidedRow]);
}

/** The row that the keyboard is at: the packet's own until the arrow keys move it elsewhere. */
function useCursor(
  graph: ChainGraph,
  state: GraphState,
  frame: { readonly current: HTMLElement | null },
) {
  const camera = useGraphCamera();
  const [moved, setMoved] = useState<string>();
  const current = [...state.rows].find(([, row]) => row.look === "current")?.[0];
  const isThere = moved !== undefined && boxOfRow(graph, moved) !== undefined;
  const rowId = (isThere ? moved : current) ?? graph.boxes[0]?.rows[0]?.id ?? "";
  const onKeyDown = (event: KeyboardEvent) => {
    const from = (event.target as Element).closest<HTMLElement>("[data-row]")?.dataset.row;
    if (from === undefined || !isCursorKey(event.key) || hasModifier(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const next = moveCursor(graph, state, { rowId: from, key: event.key });
    setMoved(next);
    const box = boxOfRow(graph, next);
    if (box !== undefined)
      camera.show(
        { x: box.x - 20, y: box.y - 8, width: box.widthPx + 24, height: box.heightPx + 20 },
        graph,
      );
    requestAnimationFrame(() =>
      frame.current
        ?.querySelector<HTMLElement>(`[data-row="${CSS.escape(next)}"]`)
        ?.focus({ preventScroll: true }),
    );
  };
  return { rowId, current, onKeyDown };
}

function hasModifier(event: KeyboardEvent): boolean {
  return event.shiftKey || event.ctrlKey || event.altKey || event.metaKey;
}

function useGraphActionsOf(graph: ChainGraph) {
  return useMemo(() => {
    const { openGap } = useStore.getState().selection;
    const pick = (box: ChainBox, row: Row) => {
      if (row.kind === "gap") openGap(row.id);
      if (row.kind !== "rule" && row.kind !== "disabled") return;
      if (row.kind === "rule" && row.jumpsTo !== undefined && !row.hasPort) openGap(row.id);
      const { selected, select } = useStore.getState().selection;
      const place = pickedPlace(graph.node, box, row);
      const isSame = JSON.stringify(selected) === JSON.stringify(place);
      select(isSame ? undefined : place);
    };
    return { pick, open: openGap };
  }, [graph.node]);
}
