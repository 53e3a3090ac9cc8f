import type { BoxDraft, DraftRow } from "./boxDraft";
import type { Badge, RuleRow } from "./chainGraph";
import { foldedText } from "./foldParts";
import type { TextWidth } from "./textWidth";

const SIDE_PADDING_PX = 12;
/** Left padding 8, the rule's number 18, and 8 to the text. */
const ROW_LEFT_PX = 34;
const NUMBER_PX = 18;
/** `≠` and the space after it. */
const FAILED_SIGN_PX = 17;
const BADGE_PADDING_PX = 12;
/** Verdicts that end the walk badly have a sign before their word, so that colour is not alone. */
const BADGE_SIGN_PX = 16;
const SIGNED_BADGES: ReadonlySet<string> = new Set(["drop", "reject", "undecided"]);
const TARGET_GAP_PX = 8;
const HEADER_GAP_PX = 12;
/** One part that is longer than this does not widen its box: it is cut there, and read in full where the row is selected. */
const LONGEST_PART = 44;
/** A row names the chain it jumps to if it stays within this width: a chain with a box of its own is worth less of it. */
const LABELLED_ROW_PX = { toBox: 300, elsewhere: 420 } as const;

/** What is not in force is cut where it would make the box wider than others. */
const DISABLED_PX = 300;

/**
 * The width a box needs for its name and its rows. A name is never cut. `isLabelled` tells of a row whether it prints the
 * chain it jumps to, having no arrow.
 */
export function boxWidth(
  draft: BoxDraft,
  width: TextWidth,
  isLabelled: (rowId: string) => boolean,
): number {
  const rows = draft.rows.map((row) => rowWidth(row, width, isLabelled(row.id)));
  return Math.ceil(Math.max(headerWidth(draft, width), ...rows));
}

function headerWidth({ chosen, side }: BoxDraft, width: TextWidth): number {
  const name = 2 * SIDE_PADDING_PX + width.mono(chosen.name);
  return side === undefined ? name : name + HEADER_GAP_PX + sideWidth(side, width);
}

/** Names of pods and nodes have more digits and wide letters than running text, and have to fit all the same. */
function sideWidth(side: string, width: TextWidth): number {
  const words = side.split(" ");
  const between = (words.length - 1) * width.words(" ");
  return words.reduce(
    (sum, word) => sum + (/[\d-]/.test(word) ? width.mono(word) : width.words(word)),
    between,
  );
}

function rowWidth(row: DraftRow, width: TextWidth, isLabelled: boolean): number {
  switch (row.kind) {
    case "gap":
      return ROW_LEFT_PX + width.words(`${row.to} endpoints passed over`) + SIDE_PADDING_PX;
    case "disabled":
      return ROW_LEFT_PX + Math.min(width.mono(row.text), DISABLED_PX) + SIDE_PADDING_PX;
    case "end":
      return ROW_LEFT_PX + width.words(row.text) + SIDE_PADDING_PX;
    case "rule":
      return Math.max(
        ruleWidth(row, width) + (isLabelled ? labelWidth(row, width) : 0),
        REWRITE_PADDING_PX + width.mono(row.rewriteText),
      );
  }
}

/** Around the word that says what was changed. */
const CHANGE_PADDING_PX = 18;

type DraftRuleRow = Extract<DraftRow, { kind: "rule" }>;

function ruleWidth(row: DraftRuleRow, width: TextWidth): number {
  const target = row.badge === undefined ? 0 : TARGET_GAP_PX + badgeWidth(row.badge, width);
  const change = row.change === undefined ? 0 : CHANGE_PADDING_PX + width.words(row.change);
  return textWidth(row, width) + target + change;
}

function badgeWidth({ text, kind }: Badge, width: TextWidth): number {
  const sign = SIGNED_BADGES.has(kind) ? BADGE_SIGN_PX : 0;
  return BADGE_PADDING_PX + sign + width.mono(text.slice(0, LONGEST_PART));
}

/** As idle or taken, or as passed over with its longest part: whichever is wider. */
function textWidth(row: DraftRuleRow, width: TextWidth): number {
  const digits = width.mono(String(row.ruleNumber)) + 4;
  const left = ROW_LEFT_PX + Math.max(0, digits - NUMBER_PX) + SIDE_PADDING_PX;
  const idle = width.mono(foldedText(row.parts.map(cutPart), row.partsShown));
  if (row.isTaken) return left + idle;
  const longest = Math.max(...row.parts.map((part) => Math.min(part.length, LONGEST_PART)));
  const folded = row.parts.length > 1 ? width.mono(` +${row.parts.length - 1}`) : 0;
  return left + Math.max(idle, FAILED_SIGN_PX + width.mono("0".repeat(longest)) + folded);
}

function cutPart(part: string): string {
  return part.slice(0, LONGEST_PART);
}

/** Padding and the gaps around the arrow between the old and the new value. */
const REWRITE_PADDING_PX = 40;

function labelWidth(row: DraftRuleRow, width: TextWidth): number {
  const label = jumpLabel(row, width);
  return label === undefined ? 0 : TARGET_GAP_PX + width.mono(label);
}

/**
 * What a row without arrow prints for its jump: the chain's name where there is room, else `→`; where that chain has a box
 * of its own, nothing.
 */
export function jumpLabel(row: DraftRuleRow, width: TextWidth): RuleRow["jumpLabel"] {
  if (row.jumpsTo === undefined) return undefined;
  const most = row.leadsToBox ? LABELLED_ROW_PX.toBox : LABELLED_ROW_PX.elsewhere;
  const isRoomy = textWidth(row, width) + TARGET_GAP_PX + width.mono(row.jumpsTo) <= most;
  if (isRoomy) return row.jumpsTo;
  return row.leadsToBox ? undefined : "→";
}
