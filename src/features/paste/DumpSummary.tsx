import { findingsSummary } from "@/state/findings/findingsSummary";
import { useFindings } from "@/state/findings/useFindings";
import { type PastedNode, pastedEditing } from "@/state/pastedEditing";
import { useStore } from "@/state/store";
import type { RulesSummary } from "@/state/summariseRules";
import { useRulesSummary } from "@/state/useRulesSummary";
import { Button } from "@/ui/Button";
import { Chip } from "@/ui/Chip";
import { Panel } from "@/ui/Panel";

/** How much was pasted, and what of it was not understood. */
export function DumpSummary({ node }: { readonly node: PastedNode }) {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const summary = useRulesSummary(node.rulesText);
  const facts = [
    ["Lines", summary?.lines],
    ["Chains", summary?.chains],
    ["Rules", summary?.rules],
  ] as const;
  return (
    <Panel
      title={`Dump of ${node.name}`}
      actions={
        <Button variant="plain" className="text-sm" onClick={() => setOpenSheet("paste")}>
          replace
        </Button>
      }
    >
      <dl className="grid grid-cols-[1fr_auto] gap-y-1 text-md">
        {facts.map(([name, count]) => (
          <div key={name} className="contents">
            <dt className="text-text-2">{name}</dt>
            <dd className="kernel justify-self-end">{count?.toLocaleString("en") ?? "…"}</dd>
          </div>
        ))}
        <dt className="text-text-2">Tables</dt>
        <dd className="flex flex-wrap justify-end gap-1">
          {summary?.tables.map((table) => (
            <Chip key={table} tone={table}>
              {table}
            </Chip>
          ))}
        </dd>
      </dl>
      <NodeFindings node={node} />
      <Button className="mt-2 w-full text-sm" onClick={compareThis}>
        Compare with another …
      </Button>
      {summary !== undefined && <NeedsALook node={node} summary={summary} />}
    </Panel>
  );
}

interface NeedsALookProps {
  readonly node: PastedNode;
  readonly summary: RulesSummary;
}

/** What the text leaves out, and what of it was not understood. */
function NeedsALook({ node, summary }: NeedsALookProps) {
  return (
    <>
      {summary.linesLeftOut > 0 && (
        <div className="mt-2 flex flex-col gap-2 text-sm text-text-2">
          <p>
            These rules are cut out of a dump: the base chains and the jumps into them are not
            shown, so a walk is undecided.
          </p>
          <Button onClick={() => pastedEditing.addSurroundings(node)}>
            Add kube-proxy’s {summary.linesLeftOut} usual lines
          </Button>
        </div>
      )}
      {summary.problems.length > 0 && (
        <ul className="mt-2 flex flex-col gap-1 text-sm text-text-2">
          {summary.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function compareThis(): void {
  void import("@/state/comparing/compareStore").then(({ compareDocument }) =>
    compareDocument(useStore.getState().document),
  );
}

/** How much is odd about the rules, and the way to it. */
function NodeFindings({ node }: { readonly node: PastedNode }) {
  const source = useStore((state) => state.document.source);
  const showFindings = useStore((state) => state.panels.showFindings);
  const { run } = useFindings(source, node.name);
  if (run.kind !== "done") return null;
  return (
    <Button className="mt-2 w-full text-sm" onClick={showFindings}>
      {findingsSummary(run.findings)}
    </Button>
  );
}
