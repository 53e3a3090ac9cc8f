import { useNodeAtHand } from "@/state/foundInWalk";
import { NodeMap } from "./NodeMap";

export interface WholeMapPanelProps {
  /** Where there is no graph: a chain that is opened is shown in the rules. */
  readonly isPhone?: boolean;
}

/** All chains of the node at hand as one picture. */
export function WholeMapPanel({ isPhone = false }: WholeMapPanelProps) {
  const node = useNodeAtHand();
  if (node === undefined)
    return (
      <section
        aria-label="Whole map"
        className="flex min-h-0 flex-1 items-center justify-center text-text-3"
      >
        No node with rules is on this packet's way.
      </section>
    );
  return <NodeMap key={node} node={node} isPhone={isPhone} />;
}
