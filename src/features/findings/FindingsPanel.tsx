import { FINDING_LEVELS, type Finding } from "@/findings/finding";
import { visitAt } from "@/scene/playback/visitAt";
import { useStop, useWalk } from "@/state/derived";
import { countedLevel, findingsSummary } from "@/state/findings/findingsSummary";
import { type FindingsControl, useFindings } from "@/state/findings/useFindings";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { LongList } from "@/ui/LongList";
import { Scroller } from "@/ui/Scroller";
import { FindingItem } from "./FindingItem";

/** What is odd about the rules of the node at hand: why it matters and what to do, each with the way to its rule. */
export function FindingsPanel() {
  const source = useStore((state) => state.document.source);
  const { timeline, described } = useWalk();
  const stop = useStop();
  const met = timeline === undefined ? undefined : visitAt(timeline, stop?.index ?? 0)?.node;
  const node = met ?? [...described.rules.keys()][0];
  const control = useFindings(source, node);
  if (node === undefined)
    return <p className="px-4 py-2 text-md text-text-3">There is no node with rules.</p>;
  const { run } = control;
  return (
    <Scroller label={`What is odd on ${node}`} className="min-w-0 flex-1 px-4 pb-3">
      {run.kind === "done" ? (
        <Found node={node} findings={run.findings} />
      ) : (
        <Unfinished control={control} />
      )}
    </Scroller>
  );
}

function Unfinished({ control: { run, cancel, start } }: { readonly control: FindingsControl }) {
  const isRunning = run.kind === "running";
  return (
    <div role="status" className="flex flex-wrap items-center gap-2 py-2 text-md text-text-2">
      {run.kind === "failed" && run.sentence}
      {run.kind === "cancelled" && "The search was cancelled."}
      {isRunning && `Looking for what is odd … ${run.progress}`}
      <Button onClick={isRunning ? cancel : start}>{isRunning ? "Cancel" : "Search again"}</Button>
    </div>
  );
}

interface FoundProps {
  readonly node: string;
  readonly findings: readonly Finding[];
}

const LISTED = 50;

function Found({ node, findings }: FoundProps) {
  return (
    <>
      <p
        role="status"
        className="sticky top-0 z-10 bg-panel py-1.5 text-md [@media(max-height:799px)]:py-0.5"
      >
        <strong className="font-semibold">{findingsSummary(findings)}</strong> on{" "}
        <code className="kernel">{node}</code>
      </p>
      {FINDING_LEVELS.map((level) => {
        const ofLevel = findings.filter((finding) => finding.level === level);
        if (ofLevel.length === 0) return null;
        const list = (
          <LongList
            items={ofLevel}
            noun={NOUNS[level]}
            listed={LISTED}
            textOf={textOf}
            keyOf={keyOf}
          >
            {(finding) => <FindingItem node={node} finding={finding} />}
          </LongList>
        );
        if (level !== "known") return <div key={level}>{list}</div>;
        return (
          <details key={level} className="mt-1 text-md">
            <summary className="cursor-pointer py-1 text-text-2">
              {countedLevel(level, ofLevel.length)} to be so on purpose: nothing to do
            </summary>
            {list}
          </details>
        );
      })}
    </>
  );
}

const NOUNS = { warning: "warnings", note: "notes", known: "known ones" } as const;

function keyOf({ id, title }: Finding): string {
  return `${id} ${title}`;
}

function textOf({ title, place }: Finding): string {
  return `${title} ${place?.table ?? ""} ${place?.chain ?? ""}`;
}
