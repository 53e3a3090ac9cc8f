import { useStore } from "@/state/store";
import { Panel } from "@/ui/Panel";

/** What to look at while the walk plays. */
export function Notes() {
  const notes = useStore((state) => state.document.notes);
  if (notes.length === 0) return null;
  return (
    <Panel title="What to notice">
      <ol className="flex list-decimal flex-col gap-1.5 pl-4 text-md text-text-2">
        {notes.map((note) => (
          <li key={note} className="wrap-anywhere">
            {note}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
