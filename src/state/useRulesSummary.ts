import { useEffect, useState } from "react";
import { runInSlices } from "./runInSlices";
import { type RulesSummary, summariseRules } from "./summariseRules";

/** How much a text of rules holds; undefined until it is counted. The last counts stay until there are new ones. */
export function useRulesSummary(text: string): RulesSummary | undefined {
  const [summary, setSummary] = useState<RulesSummary>();
  useEffect(() => {
    let isCurrent = true;
    void runInSlices(summariseRules(text), () => !isCurrent).then((counted) => {
      if (isCurrent && counted !== undefined) setSummary(counted);
    });
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return summary;
}
