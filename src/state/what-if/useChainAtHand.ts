import { useMemo } from "react";
import type { PolicyEdit } from "@/engine";
import { useStore } from "../store";
import { type NodeRule, rulesOfFamily } from "./keptRule";
import { pastedChain } from "./pastedChain";
import { ruleEditing } from "./ruleEditing";

/** A chain that can be edited: what it is, and what can be done to it. */
export interface ChainAtHand {
  /** Undefined for a user chain. */
  readonly policy: PolicyEdit["policy"] | undefined;
  /** How many rules it has, disabled ones counted too. */
  readonly rows: number;
  onPolicy(policy: PolicyEdit["policy"]): void;
  /** Gives a sentence when the text is not taken. */
  onInsert(atRow: number, typed: string): string | undefined;
}

/** The chain of a place in pasted rules, with what can be done to it; undefined for any other. */
export function useChainAtHand(
  place: NodeRule,
  onInserted: (rule: NodeRule) => void,
): ChainAtHand | undefined {
  const document = useStore((state) => state.document);
  return useMemo(() => {
    const rules = rulesOfFamily(document, place);
    const chain = rules && pastedChain(rules, place);
    if (chain === undefined) return undefined;
    const { edited } = chain;
    return {
      policy: edited.hook === undefined ? undefined : (edited.policy ?? "ACCEPT"),
      rows: chain.rows.count,
      onPolicy: (policy) => ruleEditing.setPolicy(place, policy),
      onInsert(atRow, typed) {
        const inserted = ruleEditing.insert(place, atRow, typed);
        if (typeof inserted === "string") return inserted;
        onInserted(inserted);
        return undefined;
      },
    };
  }, [document, place, onInserted]);
}
