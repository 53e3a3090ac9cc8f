import { useCallback, useEffect, useRef, useState } from "react";
import type { Ruleset } from "@/engine";
import type { Finding } from "@/findings/finding";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { remember } from "../remember";
import { describedWorld } from "../walk/describedWorld";
import { shownText } from "../what-if/shownText";
import { findAway, type RulesToExamine } from "./findAway";

/** How far a node's rules have been examined. */
export type FindingsRun =
  | { readonly kind: "running" /** "" at first. */; readonly progress: string }
  | { readonly kind: "done"; readonly findings: readonly Finding[] }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly sentence: string };

export interface FindingsControl {
  readonly run: FindingsRun;
  cancel(): void;
  start(): void;
}

/** What rules can come from. */
export type ExaminedSource = WalkDocument["source"];

const STARTED: FindingsRun = { kind: "running", progress: "" };

/** Examines the rules of a node of a document, away from the page when they are many; again when they are others. */
export function useFindings(
  source: ExaminedSource | undefined,
  node: string | undefined,
): FindingsControl {
  const [run, setRun] = useState<FindingsRun>(STARTED);
  const controller = useRef<AbortController>(undefined);
  const rules = source === undefined || node === undefined ? undefined : rulesOf(source, node);
  const start = useCallback(() => {
    controller.current?.abort();
    if (rules === undefined) return;
    const started = new AbortController();
    controller.current = started;
    const known = found.get(rules);
    setRun(known === undefined ? STARTED : { kind: "done", findings: known });
    if (known === undefined) examine(rules, started, setRun);
  }, [rules]);
  useEffect(() => {
    start();
    return () => controller.current?.abort();
  }, [start]);
  const cancel = () => {
    controller.current?.abort();
    setRun({ kind: "cancelled" });
  };
  return { run, cancel, start };
}

/** What was found, as long as somebody has the rules: the panels that show it examine them once. */
const found = new WeakMap<RulesToExamine, readonly Finding[]>();

async function examine(
  rules: RulesToExamine,
  { signal }: AbortController,
  setRun: (run: FindingsRun) => void,
): Promise<void> {
  try {
    const findings = await findAway(rules, {
      signal,
      onProgress: ({ checksDone, checks, looksFor }) => {
        if (signal.aborted) return;
        setRun({ kind: "running", progress: `${checksDone} of ${checks}: ${looksFor}` });
      },
    });
    found.set(rules, findings);
    if (!signal.aborted) setRun({ kind: "done", findings });
  } catch (error) {
    if (signal.aborted) return;
    const why = error instanceof Error ? error.message : String(error);
    setRun({ kind: "failed", sentence: `The rules could not be examined: ${why}` });
  }
}

function rulesOf(source: ExaminedSource, node: string): RulesToExamine | undefined {
  const rules = describedWorld(source).rules.get(node);
  if (rules === undefined) return undefined;
  return sameRules(rules.ruleset, shownText(rules).text, knownIpsets(source, node)?.join(" "));
}

/** The same object for the same rules, also when something else about the node was edited. */
const sameRules = remember(
  (ruleset: Ruleset, text: string, ipsets: string | undefined): RulesToExamine => ({
    ruleset,
    text,
    ipsets: ipsets?.split(" "),
  }),
  // A text may be large.
  2,
);

function knownIpsets(source: ExaminedSource, name: string): readonly string[] | undefined {
  const node = source.kind === "pasted" ? source.nodes.find((one) => one.name === name) : undefined;
  if (node === undefined || node.unknown.ipsets === true) return undefined;
  return node.ipsets.flatMap((line) => /^create (\S+)/.exec(line)?.[1] ?? []);
}
