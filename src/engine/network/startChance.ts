import type { DrawPort } from "../conntrack/natBinding";
import type { Chance as ChanceSource, Drawn } from "../traversal/surroundings";
import type { Chance, RecordedPlace, TurnDraws } from "./chance";
import { RandomGenerator } from "./randomGenerator";
import type { RulePlace } from "./trace";

/** Chance at work on one conversation. */
export interface TurnByTurnChance extends ChanceSource {
  beginTurn(turn: number): void;
}

/** Puts chance to work. */
export function startChance(chance: Chance): TurnByTurnChance {
  const recorded = chance.kind === "draws" ? chance.turns : undefined;
  return new WorkingChance(recorded, new RandomGenerator(chance.seed));
}

class WorkingChance implements TurnByTurnChance {
  private readonly recorded: readonly TurnDraws[] | undefined;
  private readonly generator: RandomGenerator;
  private turn: number;
  private used: number;

  constructor(
    recorded: readonly TurnDraws[] | undefined,
    generator: RandomGenerator,
    at: { readonly turn: number; readonly used: number } = { turn: 0, used: 0 },
  ) {
    this.recorded = recorded;
    this.generator = generator;
    this.turn = at.turn;
    this.used = at.used;
  }

  beginTurn(turn: number): void {
    this.turn = turn;
    this.used = 0;
  }

  draw(place: RulePlace, probability: number): Drawn {
    if (this.recorded === undefined) {
      const drawn = this.generator.next();
      return { drawn, took: drawn < probability };
    }
    const next = this.recorded[this.turn]?.took[this.used];
    const took = next !== undefined && isSamePlace(next, place);
    if (took) this.used += 1;
    return { drawn: undefined, took };
  }

  portDrawer(node: string): DrawPort {
    return ({ base, size }) => {
      const recorded = this.recorded?.[this.turn]?.sourcePort[node];
      const offset = recorded === undefined ? -1 : recorded - base;
      if (offset >= 0 && offset < size) return offset;
      return Math.floor(this.generator.next() * size);
    };
  }

  copy(): ChanceSource {
    const { turn, used } = this;
    return new WorkingChance(this.recorded, this.generator.copy(), { turn, used });
  }
}

function isSamePlace(one: RecordedPlace, other: RulePlace): boolean {
  return (
    one.node === other.node &&
    one.table === other.table &&
    one.chain === other.chain &&
    one.ruleNumber === other.ruleNumber
  );
}
