import type { RecordedTurn } from "./recordedCase";

/** The fields of a hop in which engine and kernel have to agree. */
export const HOP_FIELDS = [
  "node",
  "hook",
  "table",
  "chain",
  "rulenum",
  "kind",
  "verdict",
  "mark",
  "in",
  "out",
  "src",
  "dst",
  "proto",
  "sport",
  "dport",
  "ttl",
  "tos",
] as const;

const OUTCOME_FIELDS = [
  ...["what", "at", "by", "with", "after", "reason", "send_error", "icmp", "arp_for"],
] as const;
const CONNECTION_FIELDS = ["orig", "reply", "mark", "state", "dir"] as const;
const MADE_FIELDS = [
  ...["at", "node", "dev", "src", "dst", "proto", "sport", "dport", "flags", "ttl", "tos"],
  ...["type", "code", "inner"],
] as const;

/** JSON fields by name; what was not said is null. */
export type Fields = Readonly<Record<string, unknown>>;

/** The part of a turn in which engine and kernel have to agree, as plain JSON. */
export interface TurnView {
  readonly hops: readonly Fields[];
  readonly made_hops: readonly Fields[];
  readonly outcome: Fields | null;
  readonly tuple: unknown;
  readonly ct: Readonly<Record<string, Fields>>;
  readonly made: readonly Fields[];
}

/** What has to agree of a turn, whether the recorder or the engine tells it. */
export function turnView(turn: RecordedTurn): TurnView {
  return {
    hops: (turn.hops ?? []).map((hop) => pick(hop, HOP_FIELDS)),
    made_hops: (turn.made_hops ?? []).map((hop) => pick(hop, HOP_FIELDS)),
    outcome: turn.outcome === undefined ? null : pick(turn.outcome, OUTCOME_FIELDS),
    tuple: turn.tuple ?? null,
    ct: Object.fromEntries(
      Object.entries(turn.ct ?? {}).map(([node, one]) => [node, pick(one, CONNECTION_FIELDS)]),
    ),
    made: (turn.made ?? []).map((answer) => pick(answer, MADE_FIELDS)),
  };
}

function pick(from: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? null]));
}
