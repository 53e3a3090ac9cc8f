import {
  type SideName,
  takeDocument,
  takeText,
  useComparing,
} from "@/state/comparing/compareStore";
import { pickFile } from "@/state/openFile";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";

/** Takes a dump for one side: pasted, dropped, from a file, or the one that is open. */
export function EmptySide({ name }: { readonly name: SideName }) {
  const { reading, problem, before, now } = useComparing();
  const open = useStore((state) => state.document);
  const isOpenTaken = before?.document === open || now?.document === open;
  if (reading?.side === name)
    return (
      <p role="status" className="flex items-center gap-2 text-md text-text-2">
        {reading.line}
        <Button onClick={reading.cancel}>Cancel</Button>
      </p>
    );
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        <textarea
          rows={1}
          spellCheck={false}
          aria-label={`The dump ${name}`}
          placeholder="Paste iptables-save"
          value=""
          onChange={(event) => take(name, event.target.value)}
          onPaste={(event) => {
            event.preventDefault();
            take(name, event.clipboardData.getData("text/plain"));
          }}
          className="kernel h-(--control) min-w-40 flex-1 resize-none overflow-hidden rounded-2 border border-line bg-inset px-2 py-1 whitespace-pre placeholder:text-text-3"
        />
        <Button onClick={pickFile}>Open a file</Button>
        {!isOpenTaken && (
          <Button onClick={() => takeDocument(name, open)}>
            <span className="max-w-48 truncate">{open.title}</span>
          </Button>
        )}
      </div>
      {problem !== undefined && (
        <p role="alert" className="text-sm text-verdict-drop-text">
          {problem}
        </p>
      )}
    </div>
  );
}

function take(side: SideName, text: string): void {
  if (text.trim() !== "") void takeText({ text, fileName: undefined }, side);
}
