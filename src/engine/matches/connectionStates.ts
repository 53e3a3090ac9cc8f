import type { MatchContext } from "./matchExtension";

/** What `--ctstate` can ask for, in the order iptables-save prints it. */
export const CT_STATES = [
  "INVALID",
  "NEW",
  "RELATED",
  "ESTABLISHED",
  "UNTRACKED",
  "SNAT",
  "DNAT",
] as const;
export type CtState = (typeof CT_STATES)[number];

/** Reads `RELATED,ESTABLISHED` in any order and case, without repetition, sorted; undefined when a word is not in `known`. */
export function parseCtStates(
  text: string,
  known: readonly CtState[],
): readonly CtState[] | undefined {
  const words = text.toUpperCase().split(",");
  if (!words.every((word) => known.some((state) => state === word))) return undefined;
  return known.filter((state) => words.includes(state));
}

/**
 * What the packet's connection is, as `--ctstate` calls it. Without a connection, and that is always so
 * on the first pass through raw, a packet is INVALID.
 * Source: Linux net/netfilter/xt_conntrack.c, conntrack_mt.
 */
export function ctStatesOf({ connection }: MatchContext): readonly CtState[] {
  const found = connection?.connection;
  if (connection === undefined || found === undefined) return [stateWithout(connection)];
  const states: CtState[] = [connection.state];
  if (found.sourceChanged) states.push("SNAT");
  if (found.destinationChanged) states.push("DNAT");
  return states;
}

/** Whether one of the wanted states holds, without making the list of `ctStatesOf`. */
export function isInCtState(wanted: readonly CtState[], { connection }: MatchContext): boolean {
  const found = connection?.connection;
  if (connection === undefined || found === undefined) {
    return wanted.includes(stateWithout(connection));
  }
  return (
    wanted.includes(connection.state) ||
    (found.sourceChanged && wanted.includes("SNAT")) ||
    (found.destinationChanged && wanted.includes("DNAT"))
  );
}

/** Of a packet that belongs to no connection only NOTRACK's word counts. Source: xt_conntrack.c, conntrack_mt. */
function stateWithout(connection: MatchContext["connection"]): "UNTRACKED" | "INVALID" {
  return connection?.state === "UNTRACKED" ? "UNTRACKED" : "INVALID";
}
