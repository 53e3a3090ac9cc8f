import type { Counters } from "./rule";

/** What `:NAME POLICY [n:n]`, `-N` or `-P` say of a chain. */
export interface ChainDeclaration {
  /** 1-based. */
  readonly line: number;
  readonly policy: "ACCEPT" | "DROP" | undefined;
  readonly counters: Counters | undefined;
}

const POLICIES = [undefined, "ACCEPT", "DROP"] as const;

/** The declarations of chains by their numbers: a few numbers for each instead of an object. */
export class ChainDeclarations {
  /** 0 for a chain without one. */
  #lines = new Uint32Array(64);
  #policies = new Uint8Array(64);
  /** Packets, then bytes of each chain; not a number where none are counted. */
  #counters = new Float64Array(128);

  has(chain: number): boolean {
    return (this.#lines[chain] ?? 0) > 0;
  }

  /** 1-based; 0 for a chain without one. */
  line(chain: number): number {
    return this.#lines[chain] ?? 0;
  }

  get(chain: number): ChainDeclaration | undefined {
    const line = this.#lines[chain] ?? 0;
    if (line === 0) return undefined;
    const [packets = Number.NaN, bytes = 0] = this.#counters.subarray(2 * chain, 2 * chain + 2);
    return {
      line,
      policy: POLICIES[this.#policies[chain] ?? 0],
      counters: Number.isNaN(packets) ? undefined : { packets, bytes },
    };
  }

  set(chain: number, { line, policy, counters }: ChainDeclaration): void {
    while (chain >= this.#lines.length) this.#grow();
    this.#lines[chain] = line;
    this.#policies[chain] = POLICIES.indexOf(policy);
    this.#counters[2 * chain] = counters?.packets ?? Number.NaN;
    this.#counters[2 * chain + 1] = counters?.bytes ?? 0;
  }

  delete(chain: number): void {
    if (chain < this.#lines.length) this.#lines[chain] = 0;
  }

  #grow(): void {
    const length = this.#lines.length * 2;
    this.#lines = copyInto(new Uint32Array(length), this.#lines);
    this.#policies = copyInto(new Uint8Array(length), this.#policies);
    this.#counters = copyInto(new Float64Array(length * 2), this.#counters);
  }
}

function copyInto<Numbers extends Uint32Array | Uint8Array | Float64Array>(
  to: Numbers,
  from: Numbers,
): Numbers {
  to.set(from);
  return to;
}
