import { useState } from "react";
import { useNodeAtHand } from "@/state/foundInWalk";
import { useRulesText } from "@/state/rulesText";
import { useRulesIndex } from "@/state/useRulesIndex";
import { ChainTree } from "./ChainTree";
import { RuleLines } from "./RuleLines";
import { RulesToolbar, type RulesView } from "./RulesToolbar";

/** The rules of the node at hand: as lines, as iptables-save prints them, or as a tree of tables and chains. */
export function RulesPanel() {
  const node = useNodeAtHand();
  const text = useRulesText(node ?? "");
  const index = useRulesIndex(node);
  const [view, setView] = useState<RulesView>("lines");
  if (node === undefined || text === "")
    return <p className="px-4 py-2 text-md text-text-3">No node with rules is on this way.</p>;
  const toolbar = (
    <RulesToolbar view={view} onView={setView} hasCounters={index?.hasCounters === true} />
  );
  if (view === "tree") return <ChainTree node={node} index={index} toolbar={toolbar} />;
  return (
    <RuleLines
      node={node}
      text={text}
      index={index}
      hasCounters={index?.hasCounters === true}
      toolbar={toolbar}
    />
  );
}
