import { useEffect, useState } from "react";
import type { Ruleset } from "@/engine";
import { indexRules } from "@/scene/rules-index/indexRules";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { useMetRules } from "./rulesText";
import { runInSlices } from "./runInSlices";
import type { NodeRules } from "./walk/describedWorld";
import { shownText } from "./what-if/shownText";

const indexes = new WeakMap<Ruleset, Promise<RulesIndex>>();

/** The rules of a node, indexed once however many panels ask; undefined while that is being done, or without rules. */
export function useRulesIndex(node: string | undefined): RulesIndex | undefined {
  const rules = useMetRules(node);
  const [made, setMade] = useState<{ readonly of: NodeRules; readonly index: RulesIndex }>();
  useEffect(() => {
    if (rules === undefined) return;
    let isCurrent = true;
    void indexOf(rules).then((index) => {
      if (isCurrent) setMade({ of: rules, index });
    });
    return () => {
      isCurrent = false;
    };
  }, [rules]);
  return made?.of === rules ? made?.index : undefined;
}

function indexOf(rules: NodeRules): Promise<RulesIndex> {
  const known = indexes.get(rules.ruleset);
  if (known !== undefined) return known;
  const made = runInSlices(indexRules(shownText(rules).text, rules.ruleset), () => false).then(
    (index) => {
      if (index === undefined) throw new Error("nobody gives the index up");
      return index;
    },
  );
  indexes.set(rules.ruleset, made);
  return made;
}
