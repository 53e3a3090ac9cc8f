import { useStoreApi } from "@xyflow/react";
import clsx from "clsx";
import { X } from "lucide-react";
import { useMemo } from "react";
import type { PartExplanation } from "@/engine";
import type { ChainGraph, RuleRow } from "@/scene/chain-graph/chainGraph";
import type { GraphState, RowState } from "@/scene/chain-graph/graphState";
import { explain } from "@/state/derived";
import { useRuleText } from "@/state/rulesText";
import type { SelectedRule } from "@/state/selection";
import { useStore } from "@/state/store";
import { Chip } from "@/ui/Chip";
import { IconButton } from "@/ui/IconButton";
import { type Corner, freeCorner } from "./freeCorner";
import { boxOfRow } from "./moveCursor";
import { PartTable } from "./PartTable";
import { RuleOrigin } from "./RuleOrigin";
import { failureText } from "./rowLabel";

export interface RuleDetailProps {
  readonly graph: ChainGraph;
  readonly state: GraphState;
}

/** The rule that was picked, in full: its text, why it took the packet or did not, and where it jumps. */
export function RuleDetail({ graph, state }: RuleDetailProps) {
  const selected = useStore((store) => store.selection.selected);
  if (selected === undefined || selected.ruleNumber === 0 || selected.node !== graph.node)
    return null;
  return <Detail place={selected} graph={graph} state={state} />;
}

const HEADLINES: Readonly<Record<RowState["look"], string>> = {
  idle: "The packet has not come here.",
  "passed-over": "Passed over: not every part holds.",
  matched: "Matched: every part holds.",
  current: "Matched: the packet is here.",
  undecided: "Undecided: something would have to be known.",
};

/** Of a rule that was passed over the one reason comes first. */
function headline(state: RowState | undefined): string {
  const failure = failureText(state);
  if (state?.look !== "passed-over" || failure === undefined)
    return HEADLINES[state?.look ?? "idle"];
  return `Passed over: ${failure}.`;
}

function Detail({ place, graph, state }: RuleDetailProps & { readonly place: SelectedRule }) {
  const select = useStore((store) => store.selection.select);
  const text = useRuleText(place);
  const row = rowOf(graph, place);
  const rowState = row === undefined ? undefined : state.rows.get(row.id);
  const corner = useFreeCorner(graph, state, row);
  const parts: readonly PartExplanation[] = explain(place, place.ruleNumber);
  return (
    <aside
      aria-label={`Rule ${place.ruleNumber} of ${place.chain}`}
      className={clsx(
        "absolute z-20 max-h-[calc(100%-24px)] w-110 max-w-[calc(100%-24px)] overflow-auto rounded-3 border border-line bg-panel p-3 shadow-float",
        CORNER_CLASSES[corner],
      )}
    >
      <header className="mb-2 flex items-center gap-2">
        <Chip tone={place.table}>{place.table}</Chip>
        <h2 className="flex-1 text-md font-semibold">
          Rule {place.ruleNumber} of <code className="kernel">{place.chain}</code>
        </h2>
        <IconButton label="Close" shortcut="Esc" onClick={() => select(undefined)}>
          <X aria-hidden="true" className="size-4" />
        </IconButton>
      </header>
      <pre className="kernel mb-2 rounded-2 bg-inset px-2 py-1.5 break-words whitespace-pre-wrap text-text">
        {text}
      </pre>
      <p className="mb-1 text-md text-text-2">{headline(rowState)}</p>
      {parts.length > 0 && <PartTable parts={parts} drawn={rowState?.drawn} />}
      <RuleOrigin place={place} />
      {row?.jumpsTo !== undefined && <JumpLink row={row} place={place} graph={graph} />}
    </aside>
  );
}

const CORNER_CLASSES: Readonly<Record<Corner, string>> = {
  "top-right": "top-3 right-3",
  "bottom-right": "right-3 bottom-3",
  "top-left": "top-3 left-3",
  "bottom-left": "bottom-3 left-3",
};

/** Where the rule can be read without covering its row or the packet. It stays there until another row is picked. */
function useFreeCorner(graph: ChainGraph, state: GraphState, row: RuleRow | undefined): Corner {
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

function rowOf(graph: ChainGraph, place: SelectedRule): RuleRow | undefined {
  for (const box of graph.boxes) {
    if (box.hook !== place.hook || box.table !== place.table || box.chain !== place.chain) continue;
    for (const row of box.rows)
      if (row.kind === "rule" && row.ruleNumber === place.ruleNumber) return row;
  }
  return undefined;
}

interface JumpLinkProps {
  readonly row: RuleRow;
  readonly place: SelectedRule;
  readonly graph: ChainGraph;
}

/** Where the rule jumps; the first rule there can be read next. */
function JumpLink({ row, place, graph }: JumpLinkProps) {
  const select = useStore((store) => store.selection.select);
  const chain = row.jumpsTo ?? "";
  const isDrawn = graph.boxes.some(
    (box) => box.chain === chain && box.table === place.table && box.rows.length > 0,
  );
  return (
    <p className="mt-2 text-md text-text-2">
      Jumps to{" "}
      {isDrawn ? (
        <button
          type="button"
          className="kernel rounded-1 text-text underline underline-offset-2"
          onClick={() => select({ ...place, chain, ruleNumber: 1 })}
        >
          {chain}
        </button>
      ) : (
        <code className="kernel text-text">{chain}</code>
      )}
    </p>
  );
}
