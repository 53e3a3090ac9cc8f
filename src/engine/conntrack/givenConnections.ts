import {
  ConnectionEditor,
  type ConnectionTable,
  EMPTY_CONNECTION_TABLE,
  findConnection,
} from "./connectionTable";
import { parseConnection } from "./parseConnection";

/** A line of which no connection was made, and why. */
export interface ConnectionProblem {
  readonly line: string;
  readonly why: string;
}

export interface GivenConnections {
  readonly table: ConnectionTable;
  readonly problems: readonly ConnectionProblem[];
}

/** A node's other facts are edited far more often than its connections, of which there may be many. */
const READ = new WeakMap<readonly string[], GivenConnections>();

/**
 * The table that a node starts from: the connections of lines of `conntrack -L`, in their order. What cannot be read is left out
 * and told; the tool's own closing words, comments and empty lines are passed over.
 */
export function givenConnections(lines: readonly string[]): GivenConnections {
  const known = READ.get(lines);
  if (known !== undefined) return known;
  const read = readConnections(lines);
  READ.set(lines, read);
  return read;
}

/** Source: conntrack-tools src/conntrack.c, what is said at the end. */
const NO_ENTRY = /^\s*(?:$|#|conntrack v)/;

function readConnections(lines: readonly string[]): GivenConnections {
  const editor = new ConnectionEditor(EMPTY_CONNECTION_TABLE);
  const problems: ConnectionProblem[] = [];
  for (const line of lines) {
    if (NO_ENTRY.test(line)) continue;
    const parsed = parseConnection(line);
    if (!parsed.ok) {
      problems.push({ line, why: parsed.why });
      continue;
    }
    const { original, reply } = parsed.connection;
    const isTaken = findConnection(editor, original) ?? findConnection(editor, reply);
    if (isTaken === undefined) editor.put({ ...parsed.connection, id: editor.takeId() });
    else problems.push({ line, why: "One of its tuples is that of an entry before it." });
  }
  return { table: editor.finish(), problems };
}
