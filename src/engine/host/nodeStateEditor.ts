import { ConnectionEditor } from "../conntrack/connectionTable";
import type { NodeState } from "./node";

type RecentList = Map<string, readonly number[]>;

/** Works on what a node remembers without touching the value it began from: each map is copied at its first change. */
export class NodeStateEditor {
  readonly connections: ConnectionEditor;
  private nthCounters: ReadonlyMap<string, number>;
  private ownNthCounters: Map<string, number> | undefined;
  private readonly recentLists: NodeState["recentLists"];
  private readonly ownRecentLists = new Map<string, RecentList>();
  /** The ipsets that rules have changed. */
  changedIpsets: NodeState["ipsets"];

  constructor(state: NodeState) {
    this.connections = new ConnectionEditor(state.connections);
    this.nthCounters = state.nthCounters;
    this.recentLists = state.recentLists;
    this.changedIpsets = state.ipsets;
  }

  readNth(place: string): number {
    return this.nthCounters.get(place) ?? 0;
  }

  writeNth(place: string, count: number): void {
    this.ownNthCounters ??= new Map(this.nthCounters);
    this.ownNthCounters.set(place, count);
    this.nthCounters = this.ownNthCounters;
  }

  /** The list of that name, for reading and changing; empty when nobody has used it yet. */
  recentList(name: string): RecentList {
    const own = this.ownRecentLists.get(name);
    if (own !== undefined) return own;
    const copy: RecentList = new Map(this.recentLists.get(name));
    this.ownRecentLists.set(name, copy);
    return copy;
  }

  /** The state as it stands. The editor must not be used afterwards. */
  finish(): NodeState {
    const recentLists =
      this.ownRecentLists.size === 0
        ? this.recentLists
        : new Map([...this.recentLists, ...this.ownRecentLists]);
    return {
      connections: this.connections.finish(),
      nthCounters: this.nthCounters,
      recentLists,
      ipsets: this.changedIpsets,
    };
  }
}
