import { CircleDashed, Play, Square } from "lucide-react";
import { useState } from "react";
import type { Comparison } from "@/conformance/compareWithKernel";
import { recordedFiles } from "@/conformance/recordedCases";
import { type CaseRun, sumOf } from "@/state/proof/caseRun";
import { useCaseRun } from "@/state/proof/useCaseRun";
import { Button } from "@/ui/Button";
import { ProgressBar } from "@/ui/ProgressBar";
import { Scroller } from "@/ui/Scroller";
import { VirtualList } from "@/ui/VirtualList";
import { CaseLine } from "./CaseLine";
import { Differences } from "./Differences";
import { count, counted } from "./figureWords";

const ROW_PX = 28;

/** The recorded cases once more, in the visitor's own browser, while they watch. */
export function CaseRunPanel() {
  const { run, start, cancel } = useCaseRun();
  const isAtWork = run.kind === "running" || run.kind === "loading";
  return (
    <section
      aria-label="Recorded cases"
      className="flex flex-col border-t border-line-faint max-md:h-[88dvh] md:min-h-0 md:border-t-0"
    >
      <header className="px-5 pt-4 pb-3">
        <h3 className="text-lg font-semibold">See for yourself</h3>
        <p className="mt-1 text-md text-text-2">
          The kernel's answers to the cases by hand are part of this page. Your browser walks them
          now, in a worker, and compares.
        </p>
        <div className="mt-3 flex items-center gap-3">
          {isAtWork ? (
            <Button onClick={cancel} className="h-(--control-primary)!">
              <Square aria-hidden="true" className="size-3.5" /> Cancel
            </Button>
          ) : (
            <Button variant="primary" onClick={start}>
              <Play aria-hidden="true" className="size-3.5" />
              {run.kind === "idle" ? "Run all recorded cases" : "Run them again"}
            </Button>
          )}
          <output className="min-w-0 text-md text-text-2">{sentenceOf(run)}</output>
        </div>
      </header>
      {"results" in run ? <Results run={run} /> : <Topics />}
    </section>
  );
}

/** What the cases are about, before they are run. */
function Topics() {
  return (
    <Scroller label="What the cases are about" className="flex-1 px-5 pb-4">
      <ul>
        {recordedFiles.map(({ name }) => (
          <li key={name} className="flex h-7 items-center gap-2.5 text-md text-text-3">
            <CircleDashed aria-hidden="true" className="size-4 shrink-0" />
            {name.replaceAll("-", " ")}
          </li>
        ))}
      </ul>
    </Scroller>
  );
}

type StartedRun = Extract<CaseRun, { readonly results: unknown }>;

function Results({ run }: { readonly run: StartedRun }) {
  const { results, total } = run;
  const [opened, setOpened] = useState<number>();
  const differing = results.findIndex(({ differences }) => differences.length > 0);
  const chosen = opened ?? (differing === -1 ? undefined : differing);
  const shown: Comparison | undefined = chosen === undefined ? undefined : results[chosen];
  const last = run.kind === "running" ? results.length - 1 : undefined;
  return (
    <>
      <div className="px-5 pb-2">
        <ProgressBar label="Recorded cases" done={results.length} total={total} />
      </div>
      <VirtualList
        key={run.kind === "running" ? "running" : "through"}
        label="Cases that are through"
        count={results.length}
        rowHeightPx={ROW_PX}
        current={chosen ?? last}
        onChoose={setOpened}
        row={(index) => {
          const comparison = results[index];
          return comparison === undefined ? null : <CaseLine comparison={comparison} />;
        }}
      />
      {shown !== undefined && shown.differences.length > 0 && <Differences comparison={shown} />}
    </>
  );
}

function sentenceOf(run: CaseRun): string {
  switch (run.kind) {
    case "idle":
      return "";
    case "loading":
      return "Fetching the cases…";
    case "failed":
      return run.sentence;
    case "running":
      return `${count(run.results.length)} of ${count(run.total)} cases`;
    case "cancelled":
      return `Cancelled after ${count(run.results.length)} of ${count(run.total)} cases. ${sumsSentence(run)}`;
    case "done":
      return sumsSentence(run);
  }
}

function sumsSentence({ results }: StartedRun): string {
  const { packets, hops, differences, differing } = sumOf(results);
  const outcome =
    differences === 0
      ? "no difference"
      : `${counted(differences, "difference")} in ${counted(differing, "case")}`;
  return `${counted(packets, "packet")}, ${counted(hops, "hop")}: ${outcome}.`;
}
