import type { InFlight } from "./inFlight";
import type { RuleContext } from "./ruleContext";
import type { Frame } from "./tableWalk";

/** Where a hop stands: the place of the rule under test, and how the walk got there. */
export function placeOf(context: RuleContext, frames: readonly Frame[]) {
  const { hook, table, chain } = context;
  const stack = frames.map((frame) => frame.chain.name);
  return { hook, table, chain, stack, firstTried: frames.at(-1)?.firstTried ?? 1 };
}

/** The packet as it comes to a hop. */
export function stateOf({ packet, connection, inInterface, outInterface }: InFlight, node: string) {
  return { node, before: packet, inInterface, outInterface, connection };
}
