import type { RandomGenerator } from "./randomGenerator";
import type { ChanceEvent } from "./recordingChance";

/** A place on the way: a rule that draws, a port that is drawn, or the end. */
type WayNode<End> =
  | {
      readonly drew: "rule";
      readonly probability: number;
      took: WayNode<End> | undefined;
      passed: WayNode<End> | undefined;
    }
  | { readonly drew: "port"; next: WayNode<End> | undefined }
  | { readonly drew: "nothing more"; readonly end: End };

/** The ways of packets of which nothing but chance decides, each walked once, by how chance went on it. */
export class WayTree<End> {
  private root: WayNode<End> | undefined;

  /** Where the way ends on which chance goes as these numbers; undefined when it was not walked yet. */
  find(numbers: RandomGenerator): End | undefined {
    let node = this.root;
    while (node !== undefined) {
      if (node.drew === "nothing more") return node.end;
      const number = numbers.next();
      if (node.drew === "port") node = node.next;
      else node = number < node.probability ? node.took : node.passed;
    }
    return undefined;
  }

  /** Adds a way that was walked: how chance went on it, and its end. */
  add(events: readonly ChanceEvent[], end: End): void {
    this.root = grow(this.root, events, end);
  }
}

function grow<End>(
  node: WayNode<End> | undefined,
  events: readonly ChanceEvent[],
  end: End,
): WayNode<End> {
  const [event, ...later] = events;
  if (event === undefined) return { drew: "nothing more", end };
  if (event.drew === "port") {
    const next = node?.drew === "port" ? node.next : undefined;
    return { drew: "port", next: grow(next, later, end) };
  }
  const known = node?.drew === "rule" ? node : undefined;
  const { probability, took } = event;
  return {
    drew: "rule",
    probability,
    took: took ? grow(known?.took, later, end) : known?.took,
    passed: took ? known?.passed : grow(known?.passed, later, end),
  };
}
