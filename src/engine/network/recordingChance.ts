import type { DrawPort } from "../conntrack/natBinding";
import type { Chance, Drawn } from "../traversal/surroundings";
import type { TurnByTurnChance } from "./startChance";
import type { RulePlace } from "./trace";

/** Something that was left to chance: a rule's draw, or where the search for a free port began. */
export type ChanceEvent =
  | { readonly drew: "rule"; readonly probability: number; readonly took: boolean }
  | { readonly drew: "port" };

/** Chance that remembers what it was asked, in order; each answer takes one number. */
export class RecordingChance implements TurnByTurnChance {
  readonly events: ChanceEvent[] = [];
  private readonly inner: TurnByTurnChance;

  constructor(inner: TurnByTurnChance) {
    this.inner = inner;
  }

  beginTurn(turn: number): void {
    this.inner.beginTurn(turn);
  }

  draw(place: RulePlace, probability: number): Drawn {
    const drawn = this.inner.draw(place, probability);
    this.events.push({ drew: "rule", probability, took: drawn.took });
    return drawn;
  }

  portDrawer(node: string): DrawPort {
    const drawPort = this.inner.portDrawer(node);
    return (ports) => {
      this.events.push({ drew: "port" });
      return drawPort(ports);
    };
  }

  copy(): Chance {
    return this.inner.copy();
  }
}
