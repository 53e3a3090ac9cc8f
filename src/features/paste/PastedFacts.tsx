import { lazy, Suspense } from "react";
import { usePasted } from "@/state/pastedEditing";
import { placed } from "@/ui/placed";
import { DumpSummary } from "./DumpSummary";
import { PastedHosts } from "./PastedHosts";
import { PastedNodeFacts } from "./PastedNodeFacts";

/** Loaded with the first dump: it brings the comparison along. */
const CompareSwitch = lazy(async () => ({
  default: (await import("./CompareSwitch")).CompareSwitch,
}));

/** What is known around the pasted rules. All of it can be corrected; what is not known stays unknown. */
export function PastedFacts() {
  const pasted = usePasted();
  if (pasted === undefined) return null;
  const nodes = placed(pasted.nodes, "node");
  return (
    <>
      <Suspense>
        <CompareSwitch />
      </Suspense>
      {nodes.map(({ item, id }) => (
        <DumpSummary key={id} node={item} />
      ))}
      {nodes.map(({ item, id }) => (
        <PastedNodeFacts key={id} node={item} />
      ))}
      <PastedHosts pasted={pasted} />
    </>
  );
}
