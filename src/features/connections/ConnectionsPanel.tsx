import clsx from "clsx";
import { useStop, useWalk } from "@/state/derived";
import { Scroller } from "@/ui/Scroller";
import { connectionsAt, type NodeConnection } from "./connectionsAt";
import { connectionText } from "./connectionText";

/** What each node's connection table holds at this stop. */
export function ConnectionsPanel() {
  const { timeline, described } = useWalk();
  const stop = useStop();
  const connections = connectionsAt(
    timeline?.stops ?? [],
    stop?.index ?? 0,
    described.world.states,
  );
  if (connections.length === 0)
    return (
      <p className="px-4 py-2 text-md text-text-3">
        No node has seen a packet of this connection yet.
      </p>
    );
  return (
    <Scroller label="Connections of the nodes">
      <ul className="px-4 pb-2">
        {connections.map((entry) => (
          <Entry
            key={`${entry.node} ${entry.connection.id}`}
            entry={entry}
            isHere={entry.node === stop?.at}
          />
        ))}
      </ul>
    </Scroller>
  );
}

interface EntryProps {
  readonly entry: NodeConnection;
  readonly isHere: boolean;
}

function Entry({ entry, isHere }: EntryProps) {
  const { connection, node } = entry;
  return (
    <li className="border-b border-line-faint py-1.5 last:border-b-0">
      <p className="flex gap-2 text-sm">
        <span className={clsx(isHere ? "font-semibold text-text" : "text-text-2")}>{node}</span>
        <span className="text-text-3">
          {connection.secondsLeft !== undefined && "from the listing, "}
          {connection.confirmed ? "in the table" : "not yet confirmed"}
          {connection.destinationChanged && ", destination rewritten"}
          {connection.sourceChanged && ", source rewritten"}
        </span>
      </p>
      <code className="kernel block break-words text-text">{connectionText(connection)}</code>
    </li>
  );
}
