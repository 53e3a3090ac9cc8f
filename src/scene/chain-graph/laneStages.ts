import { type Hook, type Hop, TABLES_OF_HOOK, type TableName } from "@/engine";

/** One hook of a visit, or a routing decision between two. */
export interface LaneStage {
  readonly hook: Hook | "routing";
  /** Indices into the visit's hops. */
  readonly hops: readonly number[];
  /** The tables that belong to this stage: all of the hook, unless a routing decision parts them. Empty for routing. */
  readonly tables: readonly TableName[];
}

/** What is drawn when no packet comes: every hook, in the order of a forwarded packet. */
const ALL_STAGES: readonly LaneStage[] = (
  ["PREROUTING", "routing", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"] as const
).map((hook) => ({ hook, hops: [], tables: tablesOf(hook) }));

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
  return stages.length === 0
    ? ALL_STAGES
    : stages.map((stage, index) => ({ ...stage, tables: stageTables(stages, index, hops) }));
}

function tablesOf(hook: LaneStage["hook"]): readonly TableName[] {
  return hook === "routing" ? [] : TABLES_OF_HOOK[hook];
}

/** After nat OUTPUT a packet may be routed again before filter OUTPUT: then the hook's tables lie on both sides. */
function stageTables(
  stages: readonly Omit<LaneStage, "tables">[],
  index: number,
  hops: readonly Hop[],
): readonly TableName[] {
  const stage = stages[index];
  if (stage === undefined) return [];
  const tables = tablesOf(stage.hook);
  const sameHook = stages.flatMap(({ hook }, position) => (hook === stage.hook ? [position] : []));
  const from = sameHook[0] === index ? 0 : firstTable(stage.hops, hops, tables);
  const next = stages[sameHook[sameHook.indexOf(index) + 1] ?? -1];
  const to = next === undefined ? tables.length : firstTable(next.hops, hops, tables);
  return tables.slice(from, to);
}

/** Position of the first table a stage's hops are in; behind the last where they are in none. */
function firstTable(
  indices: readonly number[],
  hops: readonly Hop[],
  tables: readonly TableName[],
): number {
  for (const index of indices) {
    const hop = hops[index];
    if (hop !== undefined && "table" in hop) return tables.indexOf(hop.table);
  }
  return tables.length;
}

function hookOf(hop: Hop): LaneStage["hook"] | undefined {
  if (hop.kind === "wire") return undefined;
  return hop.kind === "routing" ? "routing" : hop.hook;
}
