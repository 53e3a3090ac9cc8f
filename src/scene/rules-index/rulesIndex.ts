import type { Counters, TableName } from "@/engine";
import type { TextLines } from "./textLines";

/** A chain of a node's rules, with what its lines tell of it. */
export interface IndexedChain {
  readonly table: TableName;
  readonly name: string;
  /** The line, from 0, of its `:NAME` line, else of its first rule; -1 when the text shows neither. */
  readonly line: number;
  /** How many rules it has. */
  readonly rules: number;
  /** How many rules of its table jump or go to it. */
  readonly references: number;
  /**
   * What entered it: the sum over the rules that lead to it; of a base chain what its policy decided.
   * Undefined where the text shows no counters.
   */
  readonly counters: Counters | undefined;
}

/** A Service port that kube-proxy's comments name. */
export interface IndexedService {
  /** `default/web:http`. */
  readonly name: string;
  /** Its KUBE-SVC chain where it has one, else the first chain that carries its name; an index into `chains`. */
  readonly chain: number;
  /** The line from 0 that leads to it by its cluster IP, else the first line that names it. */
  readonly line: number;
  /** Undefined where no line shows it. */
  readonly address: string | undefined;
  readonly port: number | undefined;
  readonly protocol: "tcp" | "udp" | undefined;
}

/** Where everything stands in the rules of one node, to be searched. Holds the text and arrays, no rule objects. */
export interface RulesIndex {
  readonly lines: TextLines;
  readonly chains: readonly IndexedChain[];
  readonly services: readonly IndexedService[];
  /** By line: the chain whose rule stands there, as an index into `chains`; -1 for other lines. */
  readonly chainOfLine: Int32Array;
  /** By line: the rule's number in its chain, from 1; 0 for other lines. */
  readonly numberOfLine: Uint32Array;
  /** By line: the chain that the rule jumps or goes to; -1 for none. */
  readonly targetOfLine: Int32Array;
  /** Whether the text shows how many packets its rules took. */
  readonly hasCounters: boolean;
}
