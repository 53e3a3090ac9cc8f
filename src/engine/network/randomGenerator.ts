/** A small generator of numbers in [0, 1). Source: Tommy Ettinger's mulberry32, public domain. */
export class RandomGenerator {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** Begins anew, as a generator made with this seed would. */
  restart(seed: number): void {
    this.state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let word = this.state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 0x100000000;
  }

  /** A 32-bit number, fit to be a seed. */
  nextSeed(): number {
    return Math.floor(this.next() * 0x100000000);
  }

  /** A generator that goes on as this one will. */
  copy(): RandomGenerator {
    return new RandomGenerator(this.state);
  }
}
