import fc from "fast-check";
import { expect, test } from "vitest";
import { LayeredMap } from "./layeredMap";

interface Value {
  readonly at: number;
}

interface Change {
  readonly does: "set" | "delete" | "copy";
  readonly key: number;
}

/** A layered map and the Map that it should be like. */
class Twins {
  layered = LayeredMap.copyOf<number, Value>(new Map());
  readonly plain = new Map<number, Value>();
  /** Copies that were left behind, each with what it held then. */
  readonly left: { readonly map: ReadonlyMap<number, Value>; readonly entries: unknown }[] = [];
  private readonly gone = new Set<number>();

  apply({ does, key }: Change, at: number): void {
    if (does === "copy") this.copy();
    else if (does === "delete") this.delete(key);
    else if (!this.gone.has(key)) this.set(key, { at });
  }

  private copy(): void {
    this.left.push({ map: this.layered, entries: [...this.plain] });
    this.layered = LayeredMap.copyOf(this.layered);
  }

  private delete(key: number): void {
    if (this.plain.delete(key)) this.gone.add(key);
    this.layered.delete(key);
  }

  private set(key: number, value: Value): void {
    this.plain.set(key, value);
    this.layered.set(key, value);
  }
}

const change = fc.record<Change>({
  does: fc.constantFrom("set", "set", "set", "delete", "copy"),
  key: fc.nat(99),
});

test("after any changes and copies it holds what a Map holds, and earlier copies what they held", () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 300, size: "max" }), (changes) => {
      const twins = new Twins();
      for (const [at, one] of changes.entries()) twins.apply(one, at);
      const { layered, plain, left } = twins;
      expect([...layered]).toEqual([...plain]);
      expect([...layered.keys()]).toEqual([...plain.keys()]);
      expect([...layered.values()]).toEqual([...plain.values()]);
      expect(layered.size).toBe(plain.size);
      for (let key = 0; key < 100; key++) {
        expect(layered.get(key)).toEqual(plain.get(key));
        expect(layered.has(key)).toBe(plain.has(key));
      }
      for (const { map, entries } of left) expect([...map]).toEqual(entries);
    }),
    { numRuns: 200, seed: 4 },
  );
});
