/** A line of two texts side by side, or a stretch of equal lines that is folded. */
export type DiffLine =
  | { readonly kind: "same" | "added" | "removed"; readonly text: string }
  | { readonly kind: "folded"; readonly count: number };

/** A stretch of lines as a diff gives it. */
export interface DiffPart {
  readonly value: readonly string[];
  readonly added: boolean;
  readonly removed: boolean;
}

/** Lines of context on either side of a difference. */
const CONTEXT = 2;

/** The lines of a diff; stretches of equal lines are folded but for some context, and tables' headers always stay. */
export function foldDiff(parts: readonly DiffPart[]): readonly DiffLine[] {
  return parts.flatMap((part, index): readonly DiffLine[] => {
    if (part.added || part.removed) {
      const kind = part.added ? "added" : "removed";
      return part.value.map((text) => ({ kind, text }));
    }
    return foldSame(part.value, {
      head: index === 0 ? 0 : CONTEXT,
      tail: index === parts.length - 1 ? 0 : CONTEXT,
    });
  });
}

function foldSame(
  lines: readonly string[],
  { head, tail }: { readonly head: number; readonly tail: number },
): readonly DiffLine[] {
  const shown: DiffLine[] = [];
  let folded = 0;
  for (const [index, text] of lines.entries()) {
    const isShown = index < head || index >= lines.length - tail || text.startsWith("*");
    if (!isShown) {
      folded += 1;
      continue;
    }
    if (folded > 0) shown.push({ kind: "folded", count: folded });
    folded = 0;
    shown.push({ kind: "same", text });
  }
  return folded > 0 ? [...shown, { kind: "folded", count: folded }] : shown;
}
