import { create } from "zustand";
import type { PastedSource, WalkDocument } from "@/scenarios/walkDocument";
import { readPasted } from "../pasteReading";
import { useStore } from "../store";

/** One of the two dumps, and whose rules in it are compared. */
export interface ComparedSide {
  readonly document: WalkDocument;
  /** A node of the document. */
  readonly node: string;
}

export type SideName = "before" | "now";

/** What is being read to become one of the two. */
interface SideReading {
  readonly side: SideName;
  /** How far a long reading is. */
  readonly line: string;
  cancel(): void;
}

interface Comparing {
  readonly before: ComparedSide | undefined;
  readonly now: ComparedSide | undefined;
  readonly reading: SideReading | undefined;
  /** Why the text that was given last is no dump. */
  readonly problem: string | undefined;
  /** Two files that were given at once last: two hosts, or before and after. */
  readonly offered: Pair | undefined;
  /** What a packet of the comparison was opened in last, to go over from one side to the other. */
  readonly walked: Readonly<Record<SideName, PastedSource>> | undefined;
}

type Pair = readonly [before: GivenText, now: GivenText];

interface GivenText {
  readonly text: string;
  /** Undefined for what was pasted. */
  readonly fileName: string | undefined;
}

/** The two dumps that are compared. A store of its own, loaded with the first comparison. */
export const useComparing = create<Comparing>()(() => ({
  before: undefined,
  now: undefined,
  reading: undefined,
  problem: undefined,
  offered: undefined,
  walked: undefined,
}));

const change = useComparing.setState;

/** Opens the comparison with the document at hand as the first of the two. */
export function compareDocument(document: WalkDocument): void {
  const side = sideOf(document);
  change({ before: side, now: undefined, problem: undefined });
  useStore.getState().panels.setOpenSheet("compare");
}

/** Opens the comparison of two documents. */
export function compareDocuments(before: WalkDocument, now: WalkDocument): void {
  compareDocument(before);
  takeDocument("now", now);
}

/**
 * Two files were given at once. Says whether they are compared at once, as they are while the comparison is open; else they
 * are kept, for the user to say what they are.
 */
export function offerPair(
  [one, other]: readonly { readonly name: string }[],
  [text = "", otherText = ""]: readonly string[],
): boolean {
  const pair: Pair = [
    { text, fileName: one?.name },
    { text: otherText, fileName: other?.name },
  ];
  change({ offered: pair });
  const isOpen = useStore.getState().panels.openSheet === "compare";
  if (isOpen) void comparePair(pair);
  return isOpen;
}

/** Opens the comparison of two files. */
export async function comparePair([before, now]: Pair): Promise<void> {
  change({ before: undefined, now: undefined, problem: undefined, offered: undefined });
  useStore.getState().panels.setOpenSheet("compare");
  await readSide("before", before);
  await readSide("now", now);
}

/** Reads a text for a side; for none that is named, the one that is still open, else the later one. */
export function takeText(given: GivenText, side?: SideName): Promise<void> {
  const open = useComparing.getState().before === undefined ? "before" : "now";
  return readSide(side ?? open, given);
}

/** Puts a document that is there already on a side. */
export function takeDocument(side: SideName, document: WalkDocument): void {
  change({ [side]: sideOf(document), problem: undefined });
}

/** Takes one of the two away, so that another can take its place. */
export function dropSide(side: SideName): void {
  change({ [side]: undefined, problem: undefined });
}

export function swapSides(): void {
  change(({ before, now }) => ({ before: now, now: before }));
}

export function chooseNode(side: SideName, node: string): void {
  change((state) => {
    const chosen = state[side];
    return chosen === undefined ? {} : { [side]: { ...chosen, node } };
  });
}

async function readSide(side: SideName, { text, fileName }: GivenText): Promise<void> {
  useComparing.getState().reading?.cancel();
  const controller = new AbortController();
  const cancel = () => controller.abort();
  const report = (line: string) => change({ reading: { side, line, cancel } });
  report("Reading …");
  try {
    const read = await readPasted({
      text,
      fileName,
      isAddition: false,
      report,
      signal: controller.signal,
    });
    if (controller.signal.aborted) return;
    const found = read.document && sideOf(read.document);
    change({
      [side]: found,
      problem: found === undefined ? read.sentence : undefined,
      reading: undefined,
    });
  } catch {
    if (useComparing.getState().reading?.cancel === cancel)
      change({ problem: "The reading was cancelled.", reading: undefined });
  }
}

/** The node of the other side's name, else the first; undefined for a document without nodes. */
function sideOf(document: WalkDocument): ComparedSide | undefined {
  const names = nodeNames(document);
  const { before, now } = useComparing.getState();
  const known = names.find((name) => name === before?.node || name === now?.node);
  const node = known ?? names[0];
  return node === undefined ? undefined : { document, node };
}

/** The nodes of a document, each with rules of its own. */
export function nodeNames({ source }: WalkDocument): readonly string[] {
  const nodes = source.kind === "cluster" ? source.cluster.nodes : source.nodes;
  return nodes.map(({ name }) => name);
}
