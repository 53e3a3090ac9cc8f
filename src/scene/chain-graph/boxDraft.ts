import type { Rule, RuleHop, TableName } from "@/engine";
import { rewritesOf } from "../playback/rewritesOf";
import { badgeOf } from "./badgeOf";
import {
  BOX_BOTTOM_PX,
  HEADER_PX,
  NOTE_GAP_PX,
  NOTE_LINE_PX,
  REWRITE_ROW_PX,
  ROW_PX,
} from "./boxMetrics";
import type { DisabledRow, GapRow, RuleRow } from "./chainGraph";
import type { AddressOwner } from "./chainMeaning";
import { chainMeaning } from "./chainMeaning";
import type { ChosenChain } from "./chosenChains";
import { partsShown } from "./foldParts";
import type { Jump } from "./jump";
import { gapId, type PlannedRow } from "./plannedRow";
import { ruleText } from "./ruleText";
import { sideText } from "./sideText";

/** A row with its height and its text, before it is known whether its jump is an arrow. */
export type DraftRow =
  | (Omit<RuleRow, "hasPort" | "jumpLabel"> & {
      readonly jumpKind: Jump["kind"] | undefined;
      readonly isTaken: boolean;
      /** Whether the chain it jumps to has a box. */
      readonly leadsToBox: boolean;
      /** What the second line will say at its widest; "" without rewrite. */
      readonly rewriteText: string;
    })
  | {
      readonly kind: "gap";
      readonly id: string;
      readonly yPx: number;
      readonly heightPx: number;
      readonly from: number;
      readonly to: number;
      readonly holds: GapRow["holds"];
    }
  | DisabledRow
  | {
      readonly kind: "end";
      readonly id: string;
      readonly yPx: number;
      readonly heightPx: number;
      readonly text: string;
    };

/** A box with everything but its place and its arrows. */
export interface BoxDraft {
  readonly chosen: ChosenChain;
  readonly rows: readonly DraftRow[];
  readonly side: string | undefined;
  /** A sentence, not yet broken into lines. */
  readonly note: string | undefined;
  readonly heightPx: number;
  /** Whether a line is kept free below the note for what chance drew. */
  readonly draws: boolean;
}

export interface DraftTools {
  readonly ownerOf: AddressOwner;
  /** The id of the box that a chain is drawn as; undefined when it is not drawn. */
  boxOf(chain: string): string | undefined;
  /** False for a chain that rules jump to, but that the text does not have. */
  hasChain(table: TableName, chain: string): boolean;
}

/** Gives a chosen chain its rows with texts and heights. */
export function boxDraft(chosen: ChosenChain, { ownerOf, boxOf, hasChain }: DraftTools): BoxDraft {
  const meaning =
    chosen.chain === undefined
      ? { side: undefined, note: undefined }
      : chainMeaning(chosen.chain, ownerOf);
  const rows: DraftRow[] = [];
  let yPx = HEADER_PX;
  for (const planned of chosen.rows) {
    const row = draftRow(chosen, planned, { yPx, boxOf, hasChain });
    rows.push(row);
    yPx += row.heightPx;
  }
  return {
    chosen,
    rows,
    side: meaning.side ?? sideText(chosen),
    note: meaning.note,
    heightPx: yPx + BOX_BOTTOM_PX,
    draws: chosen.hops.some(({ draws }) => draws.length > 0),
  };
}

interface RowPlace extends Omit<DraftTools, "ownerOf"> {
  readonly yPx: number;
}

function draftRow(chosen: ChosenChain, planned: PlannedRow, place: RowPlace): DraftRow {
  const { yPx } = place;
  switch (planned.kind) {
    case "rule":
      return ruleRow(chosen, planned.ruleNumber, place);
    case "disabled": {
      const { kept, rule } = planned.rule;
      const id = `${chosen.id}:disabled ${kept}`;
      return { kind: "disabled", id, yPx, heightPx: ROW_PX, kept, text: disabledText(rule) };
    }
    case "gap": {
      const { from, to } = planned;
      const id = gapId(chosen.id, from, to);
      const holds = gapHolds(chosen, from, to);
      return { kind: "gap", id, yPx, heightPx: ROW_PX, from, to, holds };
    }
    case "end":
      return { kind: "end", id: endId(chosen.id), yPx, heightPx: ROW_PX, text: planned.text };
  }
}

/** What it asks for and what it would do, as one text. */
function disabledText(rule: Rule): string {
  const { parts, label } = ruleText(rule);
  const does = label ?? jumpOf(rule)?.chain;
  return [parts.length === 0 ? "every packet" : parts.join(" "), does ?? ""].join(" ").trim();
}

const ENDPOINT_PREFIX = "KUBE-SEP-";

/** kube-proxy writes all endpoints of a Service one after the other, so the first and the last tell. */
function gapHolds({ chain }: ChosenChain, from: number, to: number): GapRow["holds"] {
  const leadsToEndpoint = (ruleNumber: number) => {
    const target = chain?.rule(ruleNumber).target;
    return target !== undefined && "chain" in target && target.chain.startsWith(ENDPOINT_PREFIX);
  };
  return leadsToEndpoint(from) && leadsToEndpoint(to) ? "endpoints" : "rules";
}

/** The id of a rule's row. */
function ruleRowId(boxId: string, ruleNumber: number): string {
  return `${boxId}:${ruleNumber}`;
}

/** The id of the row that says where a chain ends. */
function endId(boxId: string): string {
  return `${boxId}:end`;
}

function ruleRow(chosen: ChosenChain, ruleNumber: number, place: RowPlace): DraftRow {
  const { yPx, boxOf, hasChain } = place;
  const rule = chosen.chain?.rule(ruleNumber);
  if (rule === undefined) throw new Error(`a row for rule ${ruleNumber} of a group`);
  const hops = chosen.hops.filter(
    (hop): hop is RuleHop => hop.kind === "rule" && hop.ruleNumber === ruleNumber,
  );
  const text = ruleText(rule);
  const parts = text.parts.length === 0 ? ["every packet"] : text.parts;
  const jump = jumpOf(rule);
  const missing = jump === undefined || hasChain(chosen.table, jump.chain) ? undefined : jump.chain;
  const rewriting = hops.find((hop) => hop.nat !== undefined || rewritesOf(hop).length > 0);
  return {
    kind: "rule",
    id: ruleRowId(chosen.id, ruleNumber),
    yPx,
    heightPx: rewriting === undefined ? ROW_PX : REWRITE_ROW_PX,
    ruleNumber,
    matchText: parts.join(" "),
    parts,
    partsShown: partsShown(parts, hops.length > 0),
    badge: missing === undefined ? badgeOf(rule, text.label) : { text: missing, kind: "undecided" },
    jumpsTo: missing === undefined ? jump?.chain : undefined,
    jumpKind: jump?.kind,
    leadsToBox: jump !== undefined && boxOf(jump.chain) !== undefined,
    change: chosen.chain?.changeOf?.(ruleNumber),
    packets: rule.counters?.packets,
    rewrites: rewriting !== undefined,
    rewriteText: rewriting === undefined ? "" : rewriteText(rewriting),
    isTaken: hops.length > 0,
  };
}

function jumpOf({
  target,
}: Rule): { readonly chain: string; readonly kind: Jump["kind"] } | undefined {
  if (target === undefined || !("chain" in target)) return undefined;
  return { chain: target.chain, kind: target.target };
}

function rewriteText(hop: RuleHop): string {
  const [first] = rewritesOf(hop);
  return first === undefined ? "" : `${first.before} → ${first.after}`;
}

/** The jumps of the shown rows, in order; those whose chain has no box are left out. */
export function jumpsOf(
  { chosen, rows }: BoxDraft,
  boxOf: (chain: string) => string | undefined,
): readonly Jump[] {
  return rows.flatMap((row): Jump[] => {
    if (row.kind !== "rule" || row.jumpsTo === undefined || row.jumpKind === undefined) return [];
    const toBox = boxOf(row.jumpsTo);
    if (toBox === undefined) return [];
    return [
      {
        id: `${row.id}>${toBox}`,
        kind: row.jumpKind,
        fromBox: chosen.id,
        fromRow: row.id,
        rowMiddlePx: row.yPx + ROW_PX / 2,
        toBox,
        chain: row.jumpsTo,
        isTaken: row.isTaken,
      },
    ];
  });
}

/** The height a box takes with `lines` lines of note. */
export function heightWithNote({ heightPx, draws }: BoxDraft, lines: number): number {
  const all = lines + (draws ? 1 : 0);
  return heightPx + (all === 0 ? 0 : NOTE_GAP_PX + all * NOTE_LINE_PX);
}
