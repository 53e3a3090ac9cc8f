import { useStoreApi } from "@xyflow/react";
import clsx from "clsx";
import { X } from "lucide-react";
import { useMemo } from "react";
import type { ChainGraph, DisabledRow, RuleRow } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import type { SelectedRule } from "@/state/selection";
import { useStore } from "@/state/store";
import { Chip } from "@/ui/Chip";
import { IconButton } from "@/ui/IconButton";
import { type Corner, freeCorner } from "./freeCorner";
import { boxOfRow } from "./moveCursor";
import { RuleWords } from "./RuleWords";
import { rowOfPicked } from "./rowOfRule";

export interface RuleDetailProps {
  readonly graph: ChainGraph;
  readonly state: GraphState;
}

/** The rule that was picked, in full: its text, why it took the packet or did not, and where it jumps. */
export function RuleDetail({ graph, state }: RuleDetailProps) {
  const selected = useStore((store) => store.selection.selected);
  if (selected === undefined || !isRule(selected) || selected.node !== graph.node) return null;
  return <Detail place={selected} graph={graph} state={state} />;
}

/** Not a chain as a whole. */
function isRule({ ruleNumber, disabled }: SelectedRule): boolean {
  return ruleNumber > 0 || disabled !== undefined;
}

function Detail({ place, graph, state }: RuleDetailProps & { readonly place: SelectedRule }) {
  const select = useStore((store) => store.selection.select);
  const corner = useFreeCorner(graph, state, rowOfPicked(graph, place));
  return (
    <aside
      aria-label={`${nameOf(place)} of ${place.chain}`}
      className={clsx(
        "absolute z-20 max-h-[calc(100%-24px)] w-110 max-w-[calc(100%-24px)] overflow-auto rounded-3 border border-line bg-panel p-3 shadow-float",
        CORNER_CLASSES[corner],
      )}
    >
      <header className="mb-2 flex items-center gap-2">
        <Chip tone={place.table}>{place.table}</Chip>
        <h2 className="flex-1 text-md font-semibold">
          {nameOf(place)} of <code className="kernel">{place.chain}</code>
        </h2>
        <IconButton label="Close" shortcut="Esc" onClick={() => select(undefined)}>
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      </header>
      <RuleWords place={place} graph={graph} state={state} />
    </aside>
  );
}

/** A disabled rule has no number. */
function nameOf({ ruleNumber, disabled }: SelectedRule): string {
  return disabled === undefined ? `Rule ${ruleNumber}` : "Disabled rule";
}

const CORNER_CLASSES: Readonly<Record<Corner, string>> = {
  "top-right": "top-3 right-3",
  "bottom-right": "right-3 bottom-3",
  "top-left": "top-3 left-3",
  "bottom-left": "bottom-3 left-3",
};

/** Where the rule can be read without covering its row or the packet. It stays there until another row is picked. */
function useFreeCorner(
  graph: ChainGraph,
  state: GraphState,
  row: RuleRow | DisabledRow | undefined,
): Corner {
  const flowStore = useStoreApi();
  const rowId = row?.id;
  const token = state.token;
  return useMemo(() => {
    const { width, height, transform } = flowStore.getState();
    const [x, y, zoom] = transform;
    const box = rowId === undefined ? undefined : boxOfRow(graph, rowId);
    const places = [
      token,
      box && { x: box.x, y: box.y + box.heightPx / 2 },
      box && { x: box.x + box.widthPx, y: box.y + box.heightPx / 2 },
    ].flatMap((point) =>
      point === undefined ? [] : { x: point.x * zoom + x, y: point.y * zoom + y },
    );
    return freeCorner(places, { width, height });
  }, [flowStore, graph, rowId, token]);
}
