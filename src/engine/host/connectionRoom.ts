import type { ConnectionTable } from "../conntrack/connectionTable";
import type { Decision } from "../net/decision";
import type { Sysctls } from "./sysctls";

/** How full a node's connection table may become. */
export interface ConnectionLimit {
  /** How many connections it takes of those that are known one by one. */
  readonly most: number;
  /** Whether it holds others, which no listing shows. */
  readonly holdsOthers: boolean;
}

/**
 * What nf_conntrack_max leaves to the connections that are known, `listed` of them at first; undefined where it is not set or
 * 0, which means no limit. Without nf_conntrack_count there are no others. Source: Linux nf_conntrack_core.c, __nf_conntrack_alloc.
 */
export function connectionLimit(sysctls: Sysctls, listed: number): ConnectionLimit | undefined {
  const max = sysctls["net/netfilter/nf_conntrack_max"] ?? 0;
  if (max <= 0) return undefined;
  const others = Math.max(0, (sysctls["net/netfilter/nf_conntrack_count"] ?? listed) - listed);
  return { most: max - others, holdsOthers: others > 0 };
}

/**
 * Whether a new connection finds room in the table. In a full one the kernel puts out a connection that is not assured, but looks
 * for it in a few buckets only: where there might be one it is undecided. Source: Linux nf_conntrack_core.c, early_drop.
 */
export function hasRoom(table: ConnectionTable, limit: ConnectionLimit | undefined): Decision {
  if (limit === undefined || table.connections.size < limit.most) return "yes";
  const maySpare =
    limit.holdsOthers || [...table.connections.values()].some(({ assured }) => !assured);
  return maySpare ? { missing: { kind: "other", name: SPARED } } : "no";
}

const SPARED = "whether conntrack finds a connection that it may put out of its full table";
