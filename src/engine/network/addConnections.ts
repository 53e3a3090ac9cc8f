import { ConnectionEditor, findConnection } from "../conntrack/connectionTable";
import { givenConnections } from "../conntrack/givenConnections";
import { FRESH_NODE_STATE } from "../host/node";
import type { World } from "./world";

/**
 * The world in which a node remembers these connections as well, as lines of `conntrack -L`. A line that cannot be read, and one
 * of which a tuple is taken already, changes nothing. Throws when there is no such node.
 */
export function addConnections(world: World, node: string, lines: readonly string[]): World {
  if (!world.nodes.has(node)) throw new Error(`there is no node ${node}`);
  const state = world.states.get(node) ?? FRESH_NODE_STATE;
  const editor = new ConnectionEditor(state.connections);
  for (const connection of givenConnections(lines).table.connections.values()) {
    const { original, reply } = connection;
    const isTaken = findConnection(editor, original) ?? findConnection(editor, reply);
    if (isTaken === undefined) editor.put({ ...connection, id: editor.takeId() });
  }
  const states = new Map(world.states);
  states.set(node, { ...state, connections: editor.finish() });
  return { ...world, states };
}
