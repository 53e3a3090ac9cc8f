import type { Hook, Hop } from "@/engine";

/** One hook of a visit, or a routing decision between two. */
export interface LaneStage {
  readonly hook: Hook | "routing";
  /** Indices into the visit's hops. */
  readonly hops: readonly number[];
}

/** What is drawn when no packet comes: every hook, in the order of a forwarded packet. */
const ALL_STAGES: readonly LaneStage[] = (
  ["PREROUTING", "routing", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"] as const
).map((hook) => ({ hook, hops: [] }));

/** The hooks and routing decisions of a visit in the order in which the packet meets them. */
export function laneStages(hops: readonly Hop[]): readonly LaneStage[] {
  const stages: { hook: Hook | "routing"; hops: number[] }[] = [];
  for (const [index, hop] of hops.entries()) {
    const hook = hookOf(hop);
    if (hook === undefined) continue;
    const last = stages.at(-1);
    if (last?.hook === hook) last.hops.push(index);
    else stages.push({ hook, hops: [index] });
  }
  return stages.length === 0 ? ALL_STAGES : stages;
}

function hookOf(hop: Hop): LaneStage["hook"] | undefined {
  if (hop.kind === "wire") return undefined;
  return hop.kind === "routing" ? "routing" : hop.hook;
}
