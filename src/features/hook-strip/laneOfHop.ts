import type { Hop } from "@/engine";
import type { Lane } from "@/scene/chain-graph/chainGraph";

/** The lane in which a hop happens; undefined for a wire, or when the graph does not show its lane. */
export function laneOfHop(lanes: readonly Lane[], hop: Hop | undefined): Lane | undefined {
  if (hop === undefined || hop.kind === "wire") return undefined;
  if (hop.kind !== "routing") {
    const own = lanes.filter(({ hook }) => hook === hop.hook);
    return own.find(({ tables }) => hasTable(tables, hop)) ?? own[0];
  }
  const after = ROUTED_AFTER[hop.why];
  return lanes.find(
    ({ hook }, index) =>
      hook === "routing" && (after === undefined || lanes[index - 1]?.hook === after),
  );
}

/** A hook lies on both sides of a routing decision when the packet is routed again in between: then the table tells. */
function hasTable(tables: Lane["tables"], hop: Hop): boolean {
  return "table" in hop && tables.some(({ name }) => name === hop.table);
}

/** The hook before each routing decision; what a local process sends is routed before any. */
const ROUTED_AFTER = { input: "PREROUTING", output: undefined, reroute: "OUTPUT" } as const;
