import type { Connection, Direction } from "./connection";
import { LayeredMap } from "./layeredMap";
import { type Tuple, tupleKey } from "./tuple";

/** The confirmed connections of one node: a value. An editor makes the next one. */
export interface ConnectionTable {
  /** By tupleKey of either direction. */
  readonly ends: ReadonlyMap<string, ConnectionEnd>;
  /** By id, in the order of confirmation. */
  readonly connections: ReadonlyMap<number, Connection>;
  /** The id of the next connection to be begun. */
  readonly nextId: number;
}

/** One of the two tuples of a connection in the table. */
export interface ConnectionEnd {
  readonly id: number;
  readonly direction: Direction;
}

export const EMPTY_CONNECTION_TABLE: ConnectionTable = {
  ends: new Map(),
  connections: new Map(),
  nextId: 1,
};

/** A connection found by a tuple, and which of its directions that tuple is. */
export interface FoundConnection {
  readonly connection: Connection;
  readonly direction: Direction;
}

/** The connection of `table` that has `tuple` in either direction. */
export function findConnection(table: ConnectionTable, tuple: Tuple): FoundConnection | undefined {
  const end = table.ends.get(tupleKey(tuple));
  if (end === undefined) return undefined;
  const connection = table.connections.get(end.id);
  return connection && { connection, direction: end.direction };
}

/**
 * Works on a table without touching the one it began from: the maps are copied at the first change,
 * so that an editor that changes nothing costs nothing.
 */
export class ConnectionEditor implements ConnectionTable {
  ends: ReadonlyMap<string, ConnectionEnd>;
  connections: ReadonlyMap<number, Connection>;
  nextId: number;
  /** The maps once they are copies that may be changed. */
  private own: OwnMaps | undefined;

  constructor(table: ConnectionTable) {
    this.ends = table.ends;
    this.connections = table.connections;
    this.nextId = table.nextId;
  }

  /** The table as it stands now. Later edits do not reach it. */
  finish(): ConnectionTable {
    this.own = undefined;
    return { ends: this.ends, connections: this.connections, nextId: this.nextId };
  }

  takeId(): number {
    this.nextId += 1;
    return this.nextId - 1;
  }

  /** Puts a connection in, or gives the one with its id its new value; its tuples must not have changed since. */
  put(connection: Connection): void {
    const { ends, connections } = this.ownMaps();
    if (!connections.has(connection.id)) {
      const { id } = connection;
      ends.set(tupleKey(connection.original), { id, direction: "original" });
      ends.set(tupleKey(connection.reply), { id, direction: "reply" });
    }
    connections.set(connection.id, connection);
  }

  remove(connection: Connection): void {
    if (!this.connections.has(connection.id)) return;
    const { ends, connections } = this.ownMaps();
    connections.delete(connection.id);
    ends.delete(tupleKey(connection.original));
    ends.delete(tupleKey(connection.reply));
  }

  private ownMaps(): OwnMaps {
    if (this.own !== undefined) return this.own;
    const own = {
      ends: LayeredMap.copyOf(this.ends),
      connections: LayeredMap.copyOf(this.connections),
    };
    this.ends = own.ends;
    this.connections = own.connections;
    this.own = own;
    return own;
  }
}

interface OwnMaps {
  readonly ends: LayeredMap<string, ConnectionEnd>;
  readonly connections: LayeredMap<number, Connection>;
}
