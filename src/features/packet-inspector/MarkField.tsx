import type { MarkBits as MarkBitsData } from "@/scene/inspector/markBits";
import { MarkBits } from "@/ui/MarkBits";

export interface MarkFieldProps {
  readonly mark: MarkBitsData;
  /** Only the first bit's meaning, without the hop that set it. */
  readonly isShort?: boolean;
}

/** The sum of the mark's bits, and what those that are set are for. */
export function MarkWords({ mark, isShort = false }: MarkFieldProps) {
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      {mark.before !== undefined && <del className="kernel struck">{mark.before}</del>}
      <strong className="kernel font-semibold text-text">{mark.value}</strong>
      <span className="text-sm text-text-2">{bitWords(mark, isShort)}</span>
    </span>
  );
}

function bitWords({ set, cleared }: MarkBitsData, isShort: boolean): string {
  if (set.length === 0)
    return cleared.length === 0 ? "no bit set" : `${bitName(cleared)} cleared here`;
  const [first] = set;
  if (set.length > 1 || first === undefined) return `bits ${set.map(({ bit }) => bit).join(", ")}`;
  const { bit, setAt, meaning } = first;
  const at = setAt === undefined || isShort ? "" : `, set at hop ${setAt}`;
  return `bit ${bit}${at}${meaning === undefined ? "" : `: ${meaning}`}`;
}

function bitName(bits: readonly number[]): string {
  return `${bits.length === 1 ? "bit" : "bits"} ${bits.join(", ")}`;
}

/** The 32 cells. */
export function MarkCells({ mark }: { readonly mark: MarkBitsData }) {
  const value = Number(mark.value);
  return (
    <MarkBits
      value={value}
      before={mark.before === undefined ? value : Number(mark.before)}
      className="mt-0.5 h-8 w-full max-w-103"
    />
  );
}
