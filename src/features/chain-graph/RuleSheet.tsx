import type { ChainGraph } from "@/scene/chain-graph/chainGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import { useStore } from "@/state/store";
import { Sheet } from "@/ui/Sheet";
import { RuleWords } from "./RuleWords";

export interface RuleSheetProps {
  readonly graph: ChainGraph;
  readonly state: GraphState;
}

/** The rule that was tapped, in full, over a narrow window. Its Service opens the editor. */
export function RuleSheet({ graph, state }: RuleSheetProps) {
  const selected = useStore((store) => store.selection.selected);
  const select = useStore((store) => store.selection.select);
  const setOpenSheet = useStore((store) => store.panels.setOpenSheet);
  const isHere =
    selected !== undefined &&
    (selected.ruleNumber > 0 || selected.disabled !== undefined) &&
    selected.node === graph.node;
  if (!isHere) return null;
  return (
    <Sheet
      title={`${selected.disabled === undefined ? `Rule ${selected.ruleNumber}` : "Disabled rule"} of ${selected.chain}`}
      side="middle"
      isOpen
      onClose={() => select(undefined)}
    >
      <div className="p-4">
        <RuleWords
          place={selected}
          graph={graph}
          state={state}
          onService={() => {
            select(undefined);
            setOpenSheet("editor");
          }}
        />
      </div>
    </Sheet>
  );
}
