import { useState } from "react";
import type { PasteReading } from "@/state/pasteReading";
import { Button } from "@/ui/Button";

export interface FindingsProps {
  readonly text: string;
  readonly reading: PasteReading | undefined;
  /** How far the reading of a long text is. */
  readonly progress: string | undefined;
  readonly onCancel: () => void;
}

/** The longest list of problems worth showing before the text is opened. */
const MOST_LISTED = 8;

/** What the text in the box is, and what of it was not understood. */
export function Findings({ text, reading, progress, onCancel }: FindingsProps) {
  if (text.trim() === "") return null;
  if (reading === undefined) {
    return (
      <p role="status" className="flex items-center gap-2 text-md text-text-2">
        {progress ?? "Reading …"}
        {progress !== undefined && <Button onClick={onCancel}>Cancel</Button>}
      </p>
    );
  }
  return (
    <div role="status" className="flex flex-col gap-2 text-md">
      <p className={reading.document === undefined ? "text-verdict-drop-text" : "font-semibold"}>
        {reading.sentence}
      </p>
      <List title="" entries={reading.facts} />
      <List title="What was read" entries={reading.sections ?? []} />
      <List title="Not known, and not guessed" entries={reading.missing ?? []} />
      <List title="To be looked at" entries={reading.problems} />
    </div>
  );
}

function List({ title, entries }: { readonly title: string; readonly entries: readonly string[] }) {
  const [isWhole, setWhole] = useState(false);
  const distinct = [...new Set(entries)];
  if (distinct.length === 0) return null;
  const listed = isWhole ? distinct : distinct.slice(0, MOST_LISTED);
  const more = distinct.length - listed.length;
  return (
    <div>
      {title !== "" && <h3 className="text-sm font-semibold text-text-2">{title}</h3>}
      <ul className="flex flex-col gap-0.5 text-text-2">
        {listed.map((entry) => (
          <li key={entry} className="wrap-anywhere">
            {entry}
          </li>
        ))}
        {more > 0 && (
          <li>
            <Button variant="plain" className="text-sm" onClick={() => setWhole(true)}>
              and {more.toLocaleString("en")} more
            </Button>
          </li>
        )}
      </ul>
    </div>
  );
}
