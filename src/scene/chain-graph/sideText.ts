import type { ChosenChain } from "./chosenChains";

/** The words at the right end of a box's header, where nothing better is known; undefined when there is nothing to say. */
export function sideText(chosen: ChosenChain): string | undefined {
  const { chain, group, rows, hops } = chosen;
  if (group !== undefined) return `${group.length} chains`;
  if (chain === undefined) return undefined;
  if (chain.hook !== undefined) return baseText(chosen);
  if (chain.length === 0) return "empty";
  const last = hops.find(({ kind }) => kind === "return");
  if (last !== undefined && !rows.some(({ kind }) => kind === "end")) return "then returns";
  return rows.some(({ kind }) => kind === "gap") ? ruleCount(chain.length) : undefined;
}

function baseText({ chain, rows }: ChosenChain): string | undefined {
  const policy = chain?.policy === undefined ? undefined : `policy ${chain.policy}`;
  if (chain === undefined || rows.length > 0 || chain.length === 0) return policy;
  return `${ruleCount(chain.length)}, not visited`;
}

function ruleCount(count: number): string {
  return count === 1 ? "1 rule" : `${count.toLocaleString("en")} rules`;
}
