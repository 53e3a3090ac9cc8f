import { EMPTY_CONNECTION_TABLE } from "../conntrack/connectionTable";
import type { NodeState } from "../host/node";
import type { NodeStates, World } from "./world";

/**
 * The world as if all its connections had timed out: counters and `recent` lists stay.
 */
export function forgetConnections(world: World): World {
  const states = withoutConnections(world.states);
  const alternatives = world.alternatives.map(withoutConnections);
  const remaining = alternatives.filter((one) => !remembersTheSame(one, states));
  return { ...world, states, alternatives: remaining };
}

function withoutConnections(states: NodeStates): NodeStates {
  return new Map(
    [...states].map(([name, state]): [string, NodeState] => [
      name,
      { ...state, connections: { ...EMPTY_CONNECTION_TABLE, nextId: state.connections.nextId } },
    ]),
  );
}

/** Whether counters and lists are the very same objects, which they are as long as nothing has changed them. */
export function remembersTheSame(one: NodeStates, other: NodeStates): boolean {
  return [...one].every(([name, { nthCounters, recentLists, ipsets }]) => {
    const counterpart = other.get(name);
    return (
      counterpart?.nthCounters === nthCounters &&
      counterpart.recentLists === recentLists &&
      counterpart.ipsets === ipsets
    );
  });
}
