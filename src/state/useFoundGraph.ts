import { useMemo } from "react";
import { buildFoundGraph, type FoundGraph } from "@/scene/chain-graph/buildFoundGraph";
import { useMetRules } from "./rulesText";
import type { FoundRule } from "./selection";
import { useStore } from "./store";
import { useRulesIndex } from "./useRulesIndex";
import { addressOwner } from "./walk/shownGraph";

/** A found chain and what is around it; undefined while the rules are being indexed, and when they do not have it. */
export function useFoundGraph(found: FoundRule): FoundGraph | undefined {
  const ruleset = useMetRules(found.node)?.ruleset;
  const index = useRulesIndex(found.node);
  const opened = useStore((state) => state.selection.openedGaps);
  const source = useStore((state) => state.document.source);
  return useMemo(
    () =>
      ruleset &&
      index &&
      buildFoundGraph({
        node: found.node,
        ruleset,
        index,
        found,
        opened,
        ownerOf: addressOwner(source),
      }),
    [ruleset, index, found, opened, source],
  );
}
