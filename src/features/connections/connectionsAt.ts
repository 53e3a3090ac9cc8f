import type { Connection, Hop } from "@/engine";
import type { Stop } from "@/scene/playback/stop";

/** A connection as one node has it. */
export interface NodeConnection {
  readonly node: string;
  readonly connection: Connection;
}

/** The connections that nodes know of after the stop `index`, each as it stands then, in the order nodes met them. */
export function connectionsAt(stops: readonly Stop[], index: number): readonly NodeConnection[] {
  const known = new Map<string, NodeConnection>();
  for (const { hop } of stops.slice(0, index + 1)) {
    const connection = hop === undefined ? undefined : connectionAfter(hop);
    if (hop === undefined || connection === undefined) continue;
    known.set(`${hop.node} ${connection.id}`, { node: hop.node, connection });
  }
  return [...known.values()];
}

function connectionAfter(hop: Hop): Connection | undefined {
  if (hop.kind === "wire") return undefined;
  if (hop.kind === "rule" && hop.nat !== undefined) return hop.nat.after;
  const connection = hop.connection?.connection;
  if (hop.kind === "rule" && hop.connectionMark !== undefined && connection !== undefined)
    return { ...connection, mark: hop.connectionMark.after };
  return connection;
}
