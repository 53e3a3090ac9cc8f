import { usePasted } from "@/state/pastedEditing";
import { DumpSummary } from "./DumpSummary";
import { PastedHosts } from "./PastedHosts";
import { PastedNodeFacts } from "./PastedNodeFacts";

/** What is known around the pasted rules. All of it can be corrected; what is not known stays unknown. */
export function PastedFacts() {
  const pasted = usePasted();
  if (pasted === undefined) return null;
  return (
    <>
      {pasted.nodes.map((node) => (
        <DumpSummary key={node.name} node={node} />
      ))}
      {pasted.nodes.map((node) => (
        <PastedNodeFacts key={node.rulesText} node={node} />
      ))}
      <PastedHosts pasted={pasted} />
    </>
  );
}
