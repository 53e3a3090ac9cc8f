import { useMemo } from "react";
import { type Cluster, clusterProblems } from "@/state/clusterEditing";
import { useWorldProblems } from "@/state/worldProblems";
import { Panel } from "@/ui/Panel";

/** What is wrong or surprising in the cluster, and what of it this page does not do. Nothing when all is well. */
export function Problems({ cluster }: { readonly cluster: Cluster }) {
  const own = useMemo(() => clusterProblems(cluster), [cluster]);
  const world = useWorldProblems();
  const all = [...new Set([...own, ...world])];
  if (all.length === 0) return null;
  return (
    <Panel title="To be looked at">
      <ul className="flex flex-col gap-1 text-sm text-text-2">
        {all.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Panel>
  );
}
