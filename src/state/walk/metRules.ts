import { familyOf } from "@/engine";
import type { NodeRules } from "./describedWorld";
import type { Walk } from "./walkOf";

/** The rules of a node that the packet of a walk meets: of both families those of the packet's own. */
export function metRules({ described, trace }: Walk, node: string): NodeRules | undefined {
  const rules = described.rules.get(node);
  const sent = trace?.turns[0]?.sent;
  const isOfOther =
    sent !== undefined &&
    rules !== undefined &&
    familyOf(sent.source) === rules.otherFamily?.ruleset.family;
  return isOfOther ? rules.otherFamily : rules;
}
