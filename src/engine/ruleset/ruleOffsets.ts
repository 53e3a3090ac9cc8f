/** Where one rule stands. */
interface RuleOffset {
  readonly start: number;
  readonly at: number;
  readonly end: number;
  readonly line: number;
  readonly chain: number;
}

/**
 * Where the rules of a text stand, in the order of the text: a few numbers for each instead of an object.
 */
export class RuleOffsets {
  /** Byte offset of the line. */
  starts = new Uint32Array(64);
  /** Byte offset of `-A` or `-I`, behind counters and the like. */
  heads = new Uint32Array(64);
  /** Byte offset of its line break. */
  ends = new Uint32Array(64);
  /** 1-based number of the line. */
  lines = new Uint32Array(64);
  /** The chain's number in `ChainNames`. */
  chains = new Uint32Array(64);
  /** For a line that makes several rules: which of them, from 0. Lines that make one are not here. */
  readonly variants = new Map<number, number>();
  /** Where `-I` puts a rule, counted from 1. Appended rules are not here. */
  readonly positions = new Map<number, number>();
  count = 0;

  /** Adds a rule and returns its number, counted from 0. */
  add({ start, at, end, line, chain }: RuleOffset): number {
    if (this.count >= this.starts.length) this.#grow();
    const id = this.count++;
    this.starts[id] = start;
    this.heads[id] = at;
    this.ends[id] = end;
    this.lines[id] = line;
    this.chains[id] = chain;
    return id;
  }

  #grow(): void {
    this.starts = doubled(this.starts);
    this.heads = doubled(this.heads);
    this.ends = doubled(this.ends);
    this.lines = doubled(this.lines);
    this.chains = doubled(this.chains);
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const twice = new Uint32Array(numbers.length * 2);
  twice.set(numbers);
  return twice;
}
