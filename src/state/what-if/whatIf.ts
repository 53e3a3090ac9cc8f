import { printRule } from "@/engine";
import type { NodeEdits, PastedSource, WalkDocument } from "@/scenarios/walkDocument";
import type { Sentence } from "@/scene/narration/sentence";
import { remember } from "../remember";
import { useStore } from "../store";
import { metRules } from "../walk/metRules";
import { narrationAt } from "../walk/narration";
import { type Walk, walkOf } from "../walk/walkOf";
import { findParting } from "./findParting";

/** The walk with rules edited beside the walk without. */
export interface WhatIf {
  /** How many things are otherwise. */
  readonly changes: number;
  readonly was: WalkEnd;
  readonly now: WalkEnd;
  /** Whether every hop is the same. */
  readonly isSame: boolean;
  /** Where the two part, as a stop of the walk at hand; undefined where they do not. */
  readonly partsAt: number | undefined;
}

/** How a walk ends, or why there is none, and what happens where the two part. */
export interface WalkEnd {
  readonly outcome: Sentence;
  readonly parting: Sentence;
  /** The rule that matches there, as iptables-save prints it; undefined where none does. */
  readonly rule: string | undefined;
}

/** What the edits of rules do to the walk at hand; undefined where no rule is edited. */
export function useWhatIf(): WhatIf | undefined {
  const document = useStore((state) => state.document);
  const walkIndex = useStore((state) => state.selection.walkIndex);
  return whatIfOf(document, walkIndex);
}

/** What the edits of a document do to one of its walks. */
export const whatIfOf = remember(
  (document: WalkDocument, walkIndex: number): WhatIf | undefined => {
    const { source } = document;
    if (source.kind !== "pasted" || source.edits === undefined) return undefined;
    const was = walkOf(
      asPasted(document.packet, document.seed, source.nodes, source.hosts),
      walkIndex,
    );
    const now = walkOf(document, walkIndex);
    const partsAt = findParting(was, now);
    return {
      changes: countEdits(source.edits),
      was: endOf(was, partsAt),
      now: endOf(now, partsAt),
      isSame: partsAt === undefined,
      partsAt,
    };
  },
);

/** The document without edits: the same object as long as only edits differ, so that it is walked once. */
const asPasted = remember(
  (
    packet: WalkDocument["packet"],
    seed: number,
    nodes: PastedSource["nodes"],
    hosts: PastedSource["hosts"],
  ): WalkDocument => ({
    title: "",
    notes: [],
    source: { kind: "pasted", nodes, hosts },
    packet,
    seed,
  }),
  2,
);

/** How many things are otherwise on all nodes. */
function countEdits(all: readonly NodeEdits[]): number {
  return all.reduce((sum, { edits }) => sum + edits.length, 0);
}

function endOf(walk: Walk, partsAt: number | undefined): WalkEnd {
  const { problem } = walk;
  if (problem !== undefined)
    return {
      outcome: [{ kind: "text", text: problem, tone: "neutral" }],
      parting: [],
      rule: undefined,
    };
  const last = (walk.timeline?.stops.length ?? 1) - 1;
  const stop = Math.min(partsAt ?? last, last);
  const { outcome, now } = narrationAt(walk, stop);
  if (partsAt === undefined) return { outcome, parting: [], rule: undefined };
  return { outcome, parting: now, rule: ruleAt(walk, stop) };
}

function ruleAt(walk: Walk, stop: number): string | undefined {
  const hop = walk.timeline?.stops[stop]?.hop;
  if (hop?.kind !== "rule") return undefined;
  const chain = metRules(walk, hop.node)?.ruleset.table(hop.table)?.chain(hop.chain);
  return chain && printRule(hop.chain, chain.rule(hop.ruleNumber));
}
