import type { ChainBox, Row } from "@/scene/chain-graph/chainGraph";
import type { RowState } from "@/scene/chain-graph/graphState";
import { passedOverSentence } from "@/scene/narration/passedOverSentence";
import { plainText } from "@/scene/narration/sentence";

const LOOKS: Readonly<Record<RowState["look"], string | undefined>> = {
  idle: undefined,
  "passed-over": "passed over",
  matched: "matched",
  current: "the packet is here",
  undecided: "undecided",
};

/** What a screen reader says of a row: everything its colours and signs tell. */
export function rowLabel(box: ChainBox, row: Row, state: RowState | undefined): string {
  if (row.kind === "end") return `${box.chain}: ${row.text}`;
  if (row.kind === "disabled") return `${box.chain}: disabled, ${row.text}`;
  if (row.kind === "gap") return `${box.chain}: show rules ${row.from} to ${row.to}`;
  const does = row.badge?.text ?? (row.jumpsTo === undefined ? undefined : `to ${row.jumpsTo}`);
  return [
    `${box.chain} rule ${row.ruleNumber}`,
    row.change,
    row.matchText,
    does,
    row.packets === undefined ? undefined : `${row.packets.toLocaleString("en")} packets`,
    LOOKS[state?.look ?? "idle"],
    failureText(state),
    ...(state?.rewrites.map(({ field, before, after }) => `${field} ${before} to ${after}`) ?? []),
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}

/** Why the rule did not take the packet, in words. */
export function failureText(state: RowState | undefined): string | undefined {
  return state?.failed && plainText(passedOverSentence(state.failed, state.drawn));
}
