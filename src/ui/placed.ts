/** An item of a list with its place. The place is what stays the same while a name is being typed. */
export interface Placed<Item> {
  readonly item: Item;
  readonly index: number;
  /** Unique among items of one kind. */
  readonly id: string;
}

/** Gives every item its place, so that fields keep the focus while the object is renamed. */
export function placed<Item>(items: readonly Item[], kind: string): readonly Placed<Item>[] {
  return items.map((item, index) => ({ item, index, id: `${kind} ${index}` }));
}
