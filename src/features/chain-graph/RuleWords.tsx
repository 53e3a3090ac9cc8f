import type { PartExplanation } from "@/engine";
import type { ChainGraph, RuleRow } from "@/scene/chain-graph/chainGraph";
import type { GraphState, RowState } from "@/scene/chain-graph/graphState";
import { explain } from "@/state/explain";
import { useRuleText } from "@/state/rulesText";
import type { SelectedRule } from "@/state/selection";
import { useStore } from "@/state/store";
import { PartTable } from "./PartTable";
import { RuleActions } from "./RuleActions";
import { RuleOrigin } from "./RuleOrigin";
import { failureText } from "./rowLabel";
import { rowOfRule } from "./rowOfRule";

export interface RuleWordsProps {
  readonly place: SelectedRule;
  readonly graph: ChainGraph;
  readonly state: GraphState;
  /** Called when the Service that made the rule was chosen. */
  readonly onService?: (() => void) | undefined;
}

/** A rule in full: its text, why it took the packet or did not, what made it, and where it jumps. */
export function RuleWords({ place, graph, state, onService }: RuleWordsProps) {
  const text = useRuleText(place);
  const row = rowOfRule(graph, place);
  const rowState = row === undefined ? undefined : state.rows.get(row.id);
  const parts: readonly PartExplanation[] = explain(place, place.ruleNumber);
  return (
    <>
      <pre className="kernel mb-2 rounded-2 bg-inset px-2 py-1.5 break-words whitespace-pre-wrap text-text">
        {text}
      </pre>
      <RuleActions place={place} />
      <p className="mb-1 text-md text-text-2">
        {place.disabled === undefined ? headline(rowState) : "Disabled: no packet meets it."}
      </p>
      {parts.length > 0 && <PartTable parts={parts} drawn={rowState?.drawn} />}
      <RuleOrigin place={place} onService={onService} />
      {row?.jumpsTo !== undefined && <JumpLink row={row} place={place} graph={graph} />}
    </>
  );
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
