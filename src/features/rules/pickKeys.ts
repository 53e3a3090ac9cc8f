import type { KeyboardEvent } from "react";

/** What a key does to the line that is picked. */
export type PickKey =
  | { readonly kind: "field"; readonly field: "edit" | "before" | "after" }
  | { readonly kind: "disable" }
  | { readonly kind: "move"; readonly by: 1 | -1 }
  | { readonly kind: "leave" };

const KEYS: Readonly<Record<string, PickKey>> = {
  Enter: { kind: "field", field: "edit" },
  Insert: { kind: "field", field: "after" },
  "Shift+Insert": { kind: "field", field: "before" },
  Delete: { kind: "disable" },
  "Alt+ArrowUp": { kind: "move", by: -1 },
  "Alt+ArrowDown": { kind: "move", by: 1 },
  Escape: { kind: "leave" },
};

/** What a key does while the list of lines has the focus; undefined for any other. */
export function pickKeyOf({
  key,
  altKey,
  shiftKey,
  target,
}: Pick<KeyboardEvent, "key" | "altKey" | "shiftKey" | "target">): PickKey | undefined {
  if (!(target instanceof Element) || target.closest("[role=listbox]") === null) return undefined;
  const modifiers = `${altKey ? "Alt+" : ""}${shiftKey ? "Shift+" : ""}`;
  return KEYS[`${modifiers}${key}`];
}
