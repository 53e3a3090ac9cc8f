import type { RulesIndex } from "../rules-index/rulesIndex";
import type { ChainFamilies } from "./chainFamilies";
import type { ChainLanes } from "./chainLanes";
import type { RulePlaces } from "./rulePlaces";

/** What is known of a node's chains before they are put into lanes. */
export interface Planning {
  readonly index: RulesIndex;
  readonly places: RulePlaces;
  readonly lanes: ChainLanes;
  readonly families: ChainFamilies;
  readonly serviceOf: Int32Array;
}
