import type { TableName } from "@/engine";
import type { IndexedChain, IndexedService } from "./rulesIndex";

/** The first of what was found of one kind, and how many there are in all. */
export interface FoundGroup<Item> {
  readonly first: readonly Item[];
  readonly count: number;
}

/** A rule by its place, with its line of the text. */
export interface FoundRule {
  readonly table: TableName;
  readonly chain: string;
  /** From 1. */
  readonly ruleNumber: number;
  /** From 0. */
  readonly line: number;
  /** From `-A` on. */
  readonly text: string;
}

/** An address or network that rules name. */
export interface FoundAddress {
  /** As the rules write it; one address without its mask. */
  readonly address: string;
  /** Who has it, where that is known. */
  readonly owner: string | undefined;
  /** How many of the found rules name it. */
  readonly rules: number;
  /** The line, from 0, of the first rule that names it. */
  readonly line: number;
}

/** What a search came to, by kind. Each kind has the first 50, and how many there are. */
export interface FoundRules {
  readonly services: FoundGroup<IndexedService>;
  readonly chains: FoundGroup<IndexedChain>;
  readonly addresses: FoundGroup<FoundAddress>;
  readonly rules: FoundGroup<FoundRule>;
  /** By chain: 1 where its name, its Service or any of its rules was found; all of them, not only the first. */
  readonly lit: Uint8Array;
}
