import { useStore as useFlowStore } from "@xyflow/react";
import { Undo2 } from "lucide-react";
import { useEffect, useMemo } from "react";
import type { FoundGraph } from "@/scene/chain-graph/buildFoundGraph";
import type { GraphState } from "@/scene/chain-graph/graphState";
import { useFound } from "@/state/foundInWalk";
import type { FoundRule } from "@/state/selection";
import { useStore } from "@/state/store";
import { useFoundGraph } from "@/state/useFoundGraph";
import { Button } from "@/ui/Button";
import { Chip } from "@/ui/Chip";
import { Kbd } from "@/ui/Kbd";
import { ChainGraphView } from "./ChainGraphView";
import { useGraphCamera } from "./useGraphCamera";

/** A found chain that the packet does not meet, with who leads to it and what it leads to. Must be inside `ChainGraphCamera`. */
export function FoundChainPanel() {
  const found = useFound()?.found;
  return found === undefined ? null : <FoundChain found={found} />;
}

function FoundChain({ found }: { readonly found: FoundRule }) {
  const shown = useFoundGraph(found);
  return (
    <>
      <Banner found={found} callers={shown?.callers} />
      {shown === undefined ? <div className="flex-1" /> : <Surroundings shown={shown} />}
    </>
  );
}

interface BannerProps {
  readonly found: FoundRule;
  readonly callers: number | undefined;
}

/** Says that this is not the packet's way, and leads back to it. */
function Banner({ found, callers }: BannerProps) {
  const find = useStore((state) => state.selection.find);
  return (
    <section
      aria-label="Found chain"
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 border-b border-line bg-panel px-4 py-1 text-md"
    >
      <Chip tone={found.table}>{found.table}</Chip>
      <code className="kernel font-semibold">{found.chain}</code>
      <p role="status" className="min-w-0 flex-1 text-text-2">
        This packet does not come here. {callers !== undefined && callersText(callers)}
      </p>
      <Button onClick={() => find(undefined)}>
        <Undo2 aria-hidden="true" className="size-4" /> Back to the walk <Kbd>b</Kbd>
      </Button>
    </section>
  );
}

function callersText(callers: number): string {
  if (callers === 0) return "No chain leads to it.";
  return callers === 1
    ? "One chain leads to it."
    : `${callers.toLocaleString("en")} chains lead to it.`;
}

function Surroundings({ shown }: { readonly shown: FoundGraph }) {
  const { graph, boxId } = shown;
  const camera = useGraphCamera();
  const widthPx = useFlowStore((flow) => flow.width);
  const state = useMemo(() => stateOf(boxId), [boxId]);
  useEffect(() => {
    const box = graph.boxes.find(({ id }) => id === boxId);
    if (box === undefined || widthPx === 0) return;
    const { x, y, widthPx: width, heightPx: height } = box;
    camera.show({ x: x - 20, y: y - 8, width: width + 24, height: height + 20 }, graph);
  }, [graph, boxId, camera, widthPx]);
  return <ChainGraphView graph={graph} state={state} />;
}

/** Nothing of the walk is lit: only the found chain stands out. */
function stateOf(boxId: string): GraphState {
  return {
    rows: new Map(),
    boxes: new Map([[boxId, { look: "current", drew: undefined }]]),
    arrows: new Map(),
    token: undefined,
    next: [],
    way: [],
  };
}
