import { lazy } from "react";

/** The rules as text; loaded when it is first looked at. */
export const LazyRulesPanel = lazy(async () => ({
  default: (await import("@/features/rules/RulesPanel")).RulesPanel,
}));

/** What edits of rules do to the walk; loaded when a rule is first edited. */
export const LazyWhatIfStrip = lazy(async () => ({
  default: (await import("@/features/what-if/WhatIfStrip")).WhatIfStrip,
}));

/** What is odd about the rules; loaded when it is first looked at. */
export const LazyFindingsPanel = lazy(async () => ({
  default: (await import("@/features/findings/FindingsPanel")).FindingsPanel,
}));

/** What a kernel's trace holds; loaded when there is one. */
export const LazyTracePanel = lazy(async () => ({
  default: (await import("@/features/trace/TracePanel")).TracePanel,
}));

/** A chain that was found; loaded when one is first gone to. */
export const LazyFoundChainPanel = lazy(async () => ({
  default: (await import("@/features/chain-graph/FoundChainPanel")).FoundChainPanel,
}));

/** All chains as one picture; loaded when it is first looked at. */
export const LazyWholeMapPanel = lazy(async () => ({
  default: (await import("@/features/whole-map/WholeMapPanel")).WholeMapPanel,
}));

/** Why the rules before did not take the packet; on a phone a sheet of its own. */
export const LazyPassedOverPanel = lazy(async () => ({
  default: (await import("@/features/packet-inspector/PassedOverPanel")).PassedOverPanel,
}));

/** The connections of the nodes; loaded when they are first looked at. */
export const LazyConnectionsPanel = lazy(async () => ({
  default: (await import("@/features/connections/ConnectionsPanel")).ConnectionsPanel,
}));

// Asked for at once, as the graph is.
const loadingLeft = import("./LeftPanel");

/** What the walk is made from. */
export const LazyLeftPanel = lazy(async () => ({ default: (await loadingLeft).LeftPanel }));

const loadingInspector = import("@/features/packet-inspector/PacketInspector");

/** The packet's fields. */
export const LazyPacketInspector = lazy(async () => ({
  default: (await loadingInspector).PacketInspector,
}));

// Asked for at once: a desk shows it, but the page need not wait for its list.
const loadingLog = import("@/features/walk-log/WalkLogPanel");

/** The walk as text. */
export const LazyWalkLogPanel = lazy(async () => ({ default: (await loadingLog).WalkLogPanel }));

/** Which of its hops are listed. */
export const LazyLogViewSwitch = lazy(async () => ({
  default: (await import("@/features/walk-log/LogViewSwitch")).LogViewSwitch,
}));
