import { findingsSummary } from "@/state/findings/findingsSummary";
import { type ExaminedSource, useFindings } from "@/state/findings/useFindings";

/** How much is odd about pasted rules, before they are opened; of several nodes about the first one's. */
export function PastedFindings({ source }: { readonly source: ExaminedSource }) {
  const node = source.kind === "pasted" ? source.nodes[0]?.name : undefined;
  const { run } = useFindings(source, node);
  if (run.kind !== "done" || node === undefined) return null;
  return (
    <p role="status" className="text-md text-text-2">
      {findingsSummary(run.findings)}. Once the rules are open, the tab Findings tells them.
    </p>
  );
}
