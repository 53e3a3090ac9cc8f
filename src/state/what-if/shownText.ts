import { type EditedText, editedText } from "@/scene/rules-index/editedText";
import type { NodeRules } from "../walk/nodeRules";

type OneFamily = Omit<NodeRules, "otherFamily">;

const shown = new WeakMap<OneFamily["ruleset"], EditedText>();

/** The text of a node's rules with what was edited, made once for each ruleset. */
export function shownText({ ruleset, text, pasted }: OneFamily): EditedText {
  const known = shown.get(ruleset);
  if (known !== undefined) return known;
  const made = editedText(text, pasted?.loaded ?? ruleset, pasted?.edits ?? []);
  shown.set(ruleset, made);
  return made;
}
