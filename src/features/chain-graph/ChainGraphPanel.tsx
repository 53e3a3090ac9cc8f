import { useChainGraph } from "@/state/useChainGraph";
import { ChainGraphView } from "./ChainGraphView";

/** The chains of the node that the packet is on, with the packet in them. Must be inside `ChainGraphCamera`. */
export function ChainGraphPanel() {
  const shown = useChainGraph();
  if (shown === undefined)
    return (
      <section
        aria-label="Chains"
        className="flex min-h-0 flex-1 items-center justify-center text-text-3"
      >
        No node with rules is on this packet's way.
      </section>
    );
  return <ChainGraphView graph={shown.graph} state={shown.state} />;
}
