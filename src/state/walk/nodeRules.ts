import type { RulesEdit, Ruleset, TableName, World, WorldSpec } from "@/engine";
import type { RuleOrigin } from "@/kubernetes";

/** The hosts of a document with their rules read: what a packet is sent into. */
export interface DescribedWorld {
  readonly spec: WorldSpec;
  /** Before any packet. */
  readonly world: World;
  /** By node name. */
  readonly rules: ReadonlyMap<string, NodeRules>;
  /** Sentences about what could not be used as it stands. */
  readonly problems: readonly string[];
}

/** Made when they are asked for: a walk meets few of many nodes. */
export interface NodeRules {
  readonly ruleset: Ruleset;
  /** Those of the other family; undefined when nothing is known of them. */
  readonly otherFamily?: Omit<NodeRules, "otherFamily"> | undefined;
  /** As `iptables-save` prints it, or as it was pasted, whatever was edited since. */
  readonly text: string;
  /** Which object and field made a rule; undefined for rules that were pasted. */
  originOf(place: RulePosition): RuleOrigin | undefined;
  /** Makes them a piece at each step of the generator; absent for rules that were pasted. */
  steps?(): Generator<undefined, void, undefined>;
  /** Undefined for rules that were made for a cluster: these are not edited. */
  readonly pasted?: PastedRules | undefined;
}

/** Rules that were pasted, and what of them was edited since: then the node's ruleset is another than the loaded one. */
export interface PastedRules {
  readonly loaded: Ruleset;
  readonly edits: readonly RulesEdit[];
}

/** A rule by its place in a ruleset; counted from 1. */
export interface RulePosition {
  readonly table: TableName;
  readonly chain: string;
  readonly ruleNumber: number;
}
