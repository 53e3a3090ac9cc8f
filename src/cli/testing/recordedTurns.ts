/** A result as the recorder keeps it, with its case. Fields that nobody compares are left out. */
export interface Recorded {
  readonly name: string;
  readonly error?: string;
  readonly case: Readonly<Record<string, unknown>>;
  readonly packets?: readonly { readonly turns: readonly RecordedTurn[] }[];
}

export interface RecordedTurn {
  readonly hops: readonly Record<string, unknown>[];
  readonly made_hops?: readonly Record<string, unknown>[];
  readonly outcome: Record<string, unknown>;
  readonly tuple?: unknown;
  readonly ct?: Readonly<Record<string, RecordedConnection>>;
  readonly made?: readonly Record<string, unknown>[];
  readonly took?: unknown;
}

interface RecordedConnection extends Record<string, unknown> {
  readonly orig: { readonly sport?: number };
  readonly reply: { readonly dport?: number };
}

const HOP = [
  ...["node", "hook", "table", "chain", "rulenum", "kind", "verdict", "mark", "in", "out"],
  ...["src", "dst", "proto", "sport", "dport", "ttl", "tos"],
];
const OUTCOME = ["what", "at", "by", "after", "send_error", "icmp", "arp_for"];
const CONNECTION = ["orig", "reply", "mark", "state", "dir"];
const MADE = [
  ...["at", "node", "dev", "src", "dst", "proto", "sport", "dport", "flags", "ttl", "tos"],
  ...["type", "code", "inner"],
];

/** The case with what chance decided, and nothing else of the answer. */
export function withDraws({ case: written, packets = [] }: Recorded): unknown {
  const draws = packets.map(({ turns }) =>
    turns.map(({ took = [], ct = {} }) => {
      const ports = Object.entries(ct).map(([node, { reply, orig }]) => [
        node,
        reply.dport,
        orig.sport,
      ]);
      const chosen = ports.filter(([, port, own]) => port !== undefined && port !== own);
      return { took, sourcePort: Object.fromEntries(chosen) };
    }),
  );
  return { ...written, draws };
}

/** The part of a turn in which engine and kernel have to agree. */
export function agreedPart(turn: RecordedTurn): unknown {
  return {
    hops: turn.hops.map((hop) => pick(hop, HOP)),
    madeHops: (turn.made_hops ?? []).map((hop) => pick(hop, HOP)),
    outcome: pick(turn.outcome, OUTCOME),
    tuple: turn.tuple ?? null,
    connections: Object.fromEntries(
      Object.entries(turn.ct ?? {}).map(([node, one]) => [node, pick(one, CONNECTION)]),
    ),
    made: (turn.made ?? []).map((answer) => pick(answer, MADE)),
  };
}

/** What was not seen counts as null. */
function pick(from: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, from[field] ?? null]));
}

/** The kernel's word for a loss and for a refusal's answer, where it has one. */
export function knownReason({ outcome }: RecordedTurn): unknown {
  if (outcome.what === "rejected")
    return outcome.with === "nothing seen" ? undefined : outcome.with;
  return outcome.what === "lost" ? (outcome.reason ?? undefined) : undefined;
}
