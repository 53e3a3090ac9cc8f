import { useEffect, useState } from "react";
import type { WalkDocument } from "@/scenarios/walkDocument";
import type { FoundRules } from "@/scene/rules-index/foundRules";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { type OwnerNames, searchRules } from "@/scene/rules-index/searchRules";
import { remember } from "./remember";
import { runInSlices } from "./runInSlices";
import { useStore } from "./store";

/** What is found in a node's rules as somebody types; the last results stay until there are new ones. */
export function useRulesSearch(
  index: RulesIndex | undefined,
  typed: string,
): FoundRules | undefined {
  const source = useStore((state) => state.document.source);
  const [found, setFound] = useState<FoundRules>();
  useEffect(() => {
    if (index === undefined) return;
    let isCurrent = true;
    const steps = searchRules(index, typed, ownerNames(source));
    void runInSlices(steps, () => !isCurrent).then((all) => {
      if (isCurrent && all !== undefined) setFound(all);
    });
    return () => {
      isCurrent = false;
    };
  }, [index, typed, source]);
  return found;
}

/** Pods of a cluster, hosts around a pasted dump, by address. */
const ownerNames = remember((source: WalkDocument["source"]): OwnerNames => {
  const names = new Map<string, string>();
  if (source.kind === "cluster") {
    for (const { address, otherAddresses, namespace, name } of source.cluster.pods)
      for (const one of [address, ...otherAddresses]) names.set(one, `${namespace}/${name}`);
  } else {
    for (const { name, addresses } of source.hosts)
      for (const address of addresses) names.set(address.split("/")[0] ?? address, name);
  }
  return names;
}, 2);
