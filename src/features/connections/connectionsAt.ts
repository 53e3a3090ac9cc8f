import type { Connection, Hop, World } from "@/engine";
import type { Stop } from "@/scene/playback/stop";

/** A connection as one node has it. */
export interface NodeConnection {
  readonly node: string;
  readonly connection: Connection;
}

/** A node may have been given a hundred thousand. */
const MOST_GIVEN = 100;

/**
 * The connections that nodes know of after the stop `index`, each as it stands then: those the packet has met, in the order in
 * which nodes met them, and behind them the first that nodes had before any packet.
 */
export function connectionsAt(
  stops: readonly Stop[],
  index: number,
  before: World["states"] = new Map(),
): readonly NodeConnection[] {
  const known = metConnections(stops, index);
  for (const [node, { connections }] of before) {
    for (const connection of firstOf(connections.connections, MOST_GIVEN)) {
      const key = `${node} ${connection.id}`;
      if (!known.has(key)) known.set(key, { node, connection });
    }
  }
  return [...known.values()];
}

function* firstOf(connections: ReadonlyMap<number, Connection>, most: number) {
  let left = most;
  for (const connection of connections.values()) {
    if (left-- === 0) return;
    yield connection;
  }
}

function metConnections(stops: readonly Stop[], index: number): Map<string, NodeConnection> {
  const known = new Map<string, NodeConnection>();
  for (const { hop } of stops.slice(0, index + 1)) {
    const connection = hop === undefined ? undefined : connectionAfter(hop);
    if (hop === undefined || connection === undefined) continue;
    known.set(`${hop.node} ${connection.id}`, { node: hop.node, connection });
  }
  return known;
}

function connectionAfter(hop: Hop): Connection | undefined {
  if (hop.kind === "wire") return undefined;
  if (hop.kind === "rule" && hop.nat !== undefined) return hop.nat.after;
  const connection = hop.connection?.connection;
  if (hop.kind === "rule" && hop.connectionMark !== undefined && connection !== undefined)
    return { ...connection, mark: hop.connectionMark.after };
  return connection;
}
