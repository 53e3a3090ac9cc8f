import type { Hook, TableName } from "@/engine";

/** Pixels at 100 %, origin at the top left of the graph. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The chains of one node as boxes and arrows, laid out. It does not depend on the time: what is lit is
 * `graphStateAt(graph, timeline, stopIndex)`.
 */
export interface ChainGraph {
  readonly node: string;
  /** Hooks from left to right with the routing decision between. */
  readonly lanes: readonly Lane[];
  readonly boxes: readonly ChainBox[];
  readonly arrows: readonly Arrow[];
  /** Routing decisions and the ends of the walk: small signs between the lanes. */
  readonly signs: readonly Sign[];
  readonly widthPx: number;
  readonly heightPx: number;
  /** What was left out, so that it can be said: chains and rules of this node that have no box or row. */
  readonly hidden: { readonly chains: number; readonly rules: number };
}

/** One hook of the walk, or the routing decision between two. */
export interface Lane {
  readonly id: string;
  readonly hook: Hook | "routing";
  readonly tables: readonly {
    readonly name: TableName;
    readonly isLoaded: boolean;
    /** Whether packets pass it here without meeting a rule, so that it has no box. */
    readonly isPassed: boolean;
    readonly xPx: number;
  }[];
  readonly xPx: number;
  readonly widthPx: number;
  /** Where its name begins: right of the sign at which the packet comes in, if that stands in the same line. */
  readonly titleXPx: number;
  /** Whether the packet comes through here at all. */
  readonly isVisited: boolean;
}

export interface ChainBox {
  /** Unique in the graph: `hook/table/chain`; of a group: `hook/table/chain+` with the calling chain, and opens like a gap. */
  readonly id: string;
  readonly hook: Hook;
  readonly table: TableName;
  readonly chain: string;
  /** Set when the box stands for several chains (then `chain` is their common beginning): how many. */
  readonly stands: number | undefined;
  /** To the right of the name: `policy ACCEPT`, `then returns`, `pod on node-b`, `212 rules`. */
  readonly side: string | undefined;
  /** Below the box, one entry a line: the object behind a hashed name. What chance drew comes with the time: `BoxState.drew`. */
  readonly note: readonly string[];
  readonly isVisited: boolean;
  readonly rows: readonly Row[];
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export type Row = RuleRow | DisabledRow | GapRow | EndRow;

interface RowBase {
  readonly id: string;
  /** From the top of the box. */
  readonly yPx: number;
  readonly heightPx: number;
}

export interface RuleRow extends RowBase {
  readonly kind: "rule";
  readonly ruleNumber: number;
  /** The matches as text, comment left out; "all" is `every packet`. */
  readonly matchText: string;
  /** The rule's parts, so that the one that failed can be marked; `every packet` where there is none. */
  readonly parts: readonly string[];
  /** How many of `parts` there is room for; the others fold into `+n`. At least 1. */
  readonly partsShown: number;
  /** A terminal or rewriting target is a badge; a jump is an arrow, or a name where arrows would be too many. */
  readonly badge: Badge | undefined;
  readonly jumpsTo: string | undefined;
  /** Whether the row has an arrow; false with `jumpsTo` set means: print `jumpLabel` at the right end. */
  readonly hasPort: boolean;
  /** The chain's name where the row has room for it, else `→`. Undefined where there is an arrow or no jump. */
  readonly jumpLabel: string | undefined;
  /** What somebody changed about it; absent for nothing. */
  readonly change?: "edited" | "moved" | "new" | undefined;
  /** How many packets the dump says the rule took; undefined where it has no counters. */
  readonly packets: number | undefined;
  /** Whether the walk changes the packet here, so that the row opens a second line when it has happened. */
  readonly rewrites: boolean;
}

/** A rule that somebody took out of force: it stands in its place and no packet meets it. */
export interface DisabledRow extends RowBase {
  readonly kind: "disabled";
  /** The number that it keeps whatever is edited. */
  readonly kept: number;
  /** Its matches and what it would do. */
  readonly text: string;
}

export interface Badge {
  readonly text: string;
  readonly kind:
    | "dnat"
    | "snat"
    | "mark"
    | "drop"
    | "reject"
    | "accept"
    | "return"
    | "other"
    | "undecided";
}

/** Rules that are not shown: `1 to 86 passed over`, `97 more endpoints`. Opens on demand. */
export interface GapRow extends RowBase {
  readonly kind: "gap";
  readonly from: number;
  readonly to: number;
  /** What the rules are: each may lead to an endpoint of a Service, or is just a rule. */
  readonly holds: "endpoints" | "rules";
}

/** `end of chain, returns` or `end of chain: policy ACCEPT`, shown where the walk came to it. */
export interface EndRow extends RowBase {
  readonly kind: "end";
  readonly text: string;
}

/** A jump, from a row to a chain's header; or the way from one table or hook to the next. */
export interface Arrow {
  readonly id: string;
  readonly kind: "jump" | "goto" | "flow";
  readonly fromBox: string;
  /** undefined for `flow`. A `flow` may begin or end at a sign: then `fromBox` or `toBox` is the sign's id. */
  readonly fromRow: string | undefined;
  readonly toBox: string;
  readonly table: TableName;
  /** Orthogonal, first point at the port, last at the arrowhead. */
  readonly points: readonly Point[];
}

export interface Sign {
  readonly id: string;
  readonly kind:
    | "routing"
    /** Stands in the first lane's title line. */
    | "wire-in"
    | "wire-out"
    | "local-process"
    | "lost"
    | "delivered"
    /** What conntrack did; stands in the lane's title line. */
    | "conntrack"
    /** A table through which the packet passes without meeting a rule: its name in the lane's title line. */
    | "table";
  /** Printed below the sign or beside it; of a table the hook, which stands before it already. */
  readonly text: readonly string[];
  /** The middle of the sign. */
  readonly x: number;
  readonly y: number;
}
