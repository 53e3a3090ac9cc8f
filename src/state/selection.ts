import type { Hook, TableName } from "@/engine";
import type { SliceMaker } from "./slice";

/** A rule that was picked to be read; rule number 0 stands for the chain as a whole. */
export interface SelectedRule {
  readonly node: string;
  readonly hook: Hook;
  readonly table: TableName;
  readonly chain: string;
  readonly ruleNumber: number;
  /** The number that a disabled rule keeps, which has none among the rules in force: then `ruleNumber` is 0. */
  readonly disabled?: number | undefined;
}

/** A rule that a search led to; number 0 stands for the chain as a whole. */
export type FoundRule = Omit<SelectedRule, "hook" | "disabled">;

/** What was picked on the screen. None of it is part of the document. */
export interface Selection {
  readonly selected: SelectedRule | undefined;
  /** What was asked for last from outside the graph, which then shows it; another object for each asking. */
  readonly sought: SelectedRule | undefined;
  /** Shown whether or not the packet comes there. */
  readonly found: FoundRule | undefined;
  /** Ids of the gap rows and groups of the chain graph that were opened. */
  readonly openedGaps: ReadonlySet<string>;
  /** `namespace/name` of the Service whose fields are open in the editor. */
  readonly selectedService: string | undefined;
  /** `namespace/name` of the Service whose rules are lit. */
  readonly litService: string | undefined;
  /** Which of several new connections is shown, from 0. */
  readonly walkIndex: number;
  select(rule: SelectedRule | undefined): void;
  /** Picks a rule, and brings it to the eye in the graph. */
  seek(rule: SelectedRule): void;
  find(rule: FoundRule | undefined): void;
  openGap(id: string): void;
  selectService(name: string | undefined): void;
  lightService(name: string | undefined): void;
  selectWalk(index: number): void;
}

/** Always the same object, so that what was made for a graph without an opened gap is found again. */
export const NO_OPENED_GAPS: ReadonlySet<string> = new Set();

export const selectionSlice: SliceMaker<{ readonly selection: Selection }, Selection> = (set) => {
  const change = (part: Partial<Selection>) =>
    set(({ selection }) => ({ selection: { ...selection, ...part } }));
  return {
    selected: undefined,
    sought: undefined,
    found: undefined,
    openedGaps: NO_OPENED_GAPS,
    selectedService: undefined,
    litService: undefined,
    walkIndex: 0,
    select: (selected) => change({ selected }),
    seek: (rule) => change({ selected: rule, sought: { ...rule }, found: undefined }),
    find: (found) => change({ found }),
    openGap: (id) =>
      set(({ selection }) => ({
        selection: { ...selection, openedGaps: new Set(selection.openedGaps).add(id) },
      })),
    selectService: (selectedService) => change({ selectedService }),
    lightService: (litService) => change({ litService }),
    selectWalk: (walkIndex) => change({ walkIndex }),
  };
};
