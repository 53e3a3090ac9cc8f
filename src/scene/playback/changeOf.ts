import type { ConntrackHop, Hop, Outcome, RuleHop } from "@/engine";
import { rewritesOf } from "./rewritesOf";
import type { Change, ChangeKind, Rewrite } from "./stop";

/**
 * What a person should see change at a hop; undefined when the hop only leads on.
 * `outcome` is given for the last hop of a way, since a drop or a loss is seen where the packet ends.
 */
export function changeOf(hop: Hop, outcome: Outcome | undefined): Change | undefined {
  const rewrites = rewritesOf(hop);
  return (
    natChange(hop, rewrites) ??
    markChange(rewrites) ??
    undecidedChange(hop) ??
    (outcome === undefined ? undefined : endChange(outcome, rewrites))
  );
}

function natChange(hop: Hop, rewrites: readonly Rewrite[]): Change | undefined {
  if (hop.kind === "rule" && hop.nat !== undefined) return mappingChange(hop, rewrites);
  if (hop.kind === "conntrack" && hop.translation !== undefined) {
    return translationChange(hop.translation, rewrites);
  }
  return undefined;
}

/** A mapping that changes nothing (MASQUERADE of the own address) still decides the connection, so it has its notch. */
function mappingChange(hop: RuleHop, rewrites: readonly Rewrite[]): Change {
  const isDestination = hop.nat?.manip === "destination";
  return {
    kind: isDestination ? "dnat" : "snat",
    label: hop.nat?.target ?? (isDestination ? "DNAT" : "SNAT"),
    rewrites,
  };
}

function translationChange(
  { manip, undone }: NonNullable<ConntrackHop["translation"]>,
  rewrites: readonly Rewrite[],
): Change | undefined {
  if (rewrites.length === 0) return undefined;
  if (manip === "destination") {
    return undone
      ? { kind: "un-dnat", label: "un-DNAT", rewrites }
      : { kind: "dnat", label: "DNAT", rewrites };
  }
  return undone
    ? { kind: "un-snat", label: "un-SNAT", rewrites }
    : { kind: "snat", label: "SNAT", rewrites };
}

function markChange(rewrites: readonly Rewrite[]): Change | undefined {
  const mark = rewrites.find(({ field }) => field === "mark");
  if (mark !== undefined) {
    return { kind: "mark", label: mark.after === "0x0" ? "MARK 0" : "MARK", rewrites };
  }
  const hasConnectionMark = rewrites.some(({ field }) => field === "connection mark");
  return hasConnectionMark ? { kind: "mark", label: "CONNMARK", rewrites } : undefined;
}

function undecidedChange(hop: Hop): Change | undefined {
  return hop.kind === "undecided" || (hop.kind === "routing" && hop.decision === "undecided")
    ? { kind: "undecided", label: "undecided", rewrites: [] }
    : undefined;
}

/** What nobody of those shown receives is not lost: it is gone to where nothing is known. */
export const LEFT_THE_WORLD = "gone";

const END_CHANGES: Readonly<Record<Outcome["what"], Pick<Change, "label"> & { kind: ChangeKind }>> =
  {
    delivered: { kind: "delivered", label: "delivered" },
    local: { kind: "delivered", label: "delivered" },
    dropped: { kind: "drop", label: "DROP" },
    rejected: { kind: "reject", label: "REJECT" },
    lost: { kind: "lost", label: "lost" },
    undecided: { kind: "undecided", label: "undecided" },
  };

function endChange(outcome: Outcome, rewrites: readonly Rewrite[]): Change {
  if (outcome.what === "lost" && outcome.reason === "left the world")
    return { kind: "undecided", label: LEFT_THE_WORLD, rewrites };
  return { ...END_CHANGES[outcome.what], rewrites };
}
