/**
 * A map of which changed copies are cheap: a copy shares everything but the latest changes, which are laid over it. Order is
 * that of a Map as long as no key comes back after it was deleted.
 */
export class LayeredMap<Key, Value extends object> implements ReadonlyMap<Key, Value> {
  private readonly base: ReadonlyMap<Key, Value>;
  /** Null stands for a key of the base that is gone. */
  private readonly top: Map<Key, Value | null>;
  size: number;

  private constructor(base: ReadonlyMap<Key, Value>, top: Map<Key, Value | null>, size: number) {
    this.base = base;
    this.top = top;
    this.size = size;
  }

  /** A copy to change. `map` must not be changed from now on. */
  static copyOf<Key, Value extends object>(map: ReadonlyMap<Key, Value>): LayeredMap<Key, Value> {
    if (!(map instanceof LayeredMap)) return new LayeredMap(map, new Map(), map.size);
    const layered: LayeredMap<Key, Value> = map;
    const isTopHeavy = layered.top.size ** 2 > layered.base.size + SMALL;
    return isTopHeavy
      ? new LayeredMap(new Map(layered), new Map(), layered.size)
      : new LayeredMap(layered.base, new Map(layered.top), layered.size);
  }

  get(key: Key): Value | undefined {
    const changed = this.top.get(key);
    return changed === undefined ? this.base.get(key) : (changed ?? undefined);
  }

  has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  set(key: Key, value: Value): void {
    if (!this.has(key)) this.size += 1;
    this.top.set(key, value);
  }

  delete(key: Key): void {
    if (!this.has(key)) return;
    this.size -= 1;
    if (this.base.has(key)) this.top.set(key, null);
    else this.top.delete(key);
  }

  *entries(): MapIterator<[Key, Value]> {
    for (const [key, value] of this.base) {
      const changed = this.top.get(key);
      if (changed !== null) yield [key, changed ?? value];
    }
    for (const [key, value] of this.top) {
      if (value !== null && !this.base.has(key)) yield [key, value];
    }
  }

  *keys(): MapIterator<Key> {
    for (const [key] of this.entries()) yield key;
  }

  *values(): MapIterator<Value> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}

/** Copying the changes of one map and now and then laying them all into a new base costs least when both are about as long. */
const SMALL = 256;
