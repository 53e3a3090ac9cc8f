import { useEffect, useState } from "react";
import { type FoldedChains, foldChains } from "@/scene/rules-index/foldChains";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { runInSlices } from "./runInSlices";

const known = new WeakMap<RulesIndex, FoldedChains>();

/** The chains of an index by table, gathered once for it; undefined while that is being done. */
export function useFoldedChains(index: RulesIndex | undefined): FoldedChains | undefined {
  const [made, setMade] = useState(index && known.get(index));
  useEffect(() => {
    if (index === undefined) return;
    let isCurrent = true;
    const before = known.get(index);
    if (before !== undefined) setMade(before);
    else
      void runInSlices(foldChains(index), () => !isCurrent).then((folded) => {
        if (folded === undefined) return;
        known.set(index, folded);
        if (isCurrent) setMade(folded);
      });
    return () => {
      isCurrent = false;
    };
  }, [index]);
  return made?.index === index ? made : undefined;
}
