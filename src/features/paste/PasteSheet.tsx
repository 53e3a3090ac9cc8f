import { useEffect, useId } from "react";
import { pickFile } from "@/state/openFile";
import type { PasteReading } from "@/state/pasteReading";
import type { AskedFact } from "@/state/said/askedFact";
import { useStore } from "@/state/store";
import { usePasteReading } from "@/state/usePasteReading";
import { Button } from "@/ui/Button";
import { Sheet } from "@/ui/Sheet";
import { AdditionSwitch } from "./AdditionSwitch";
import { AskedPart } from "./AskedPart";
import { CollectPart } from "./CollectPart";
import { CompareButton } from "./CompareButton";
import { Findings } from "./Findings";
import { PairChoice } from "./PairChoice";
import { PastedFindings } from "./PastedFindings";

/** A text area with more than this is slow to scroll and to lay out; what is shown then is the beginning. */
const MOST_TYPED = 200_000;
const SHOWN_OF_LONG = 8000;

/** One box for whatever was copied: it says what it found before anything takes effect. */
export function PasteSheet() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const { text, asked, setText } = useStore((state) => state.paste);
  const redact = useStore((state) => state.paste.redact);
  const showTrace = useStore((state) => state.panels.showTrace);
  const editing = useStore((state) => state.editing);
  const { reading, progress, cancel } = usePasteReading();
  const close = () => setOpenSheet(undefined);
  useEffect(() => () => useStore.getState().paste.clear(), []);
  const found = reading?.document;
  const isPacket = reading?.isPacket === true;
  const isAddition = reading?.isAddition === true;
  const isDump = found?.source.kind === "pasted" && !isPacket;
  const isTraced = !isPacket && found?.traced !== undefined;
  return (
    <Sheet title={titleOf(asked)} isOpen side="middle" onClose={close}>
      <div className="flex flex-col gap-3 p-4">
        {asked !== undefined && <AskedPart fact={asked} />}
        <PasteBox text={text} onChange={(typed) => setText(typed)} />
        {text === "" && asked === undefined && <CollectPart />}
        <PairChoice />
        {text.trim() !== "" && <AdditionSwitch reading={reading} />}
        <Findings text={text} reading={reading} progress={progress} onCancel={cancel} />
        {isDump && !isAddition && <PastedFindings source={found.source} />}
        <div className="sticky bottom-0 -mx-4 -mb-4 flex justify-end gap-2 border-t border-line-faint bg-panel px-4 py-3">
          {isDump && !isAddition && (
            <Button className="mr-auto" onClick={() => redact(found)}>
              Redact
            </Button>
          )}
          {found?.source.kind === "pasted" && !isAddition && <CompareButton found={found} />}
          <Button onClick={pickFile}>Open a file</Button>
          <Button
            variant="primary"
            disabled={found === undefined}
            onClick={() => {
              if (found === undefined) return;
              close();
              // Each takes its time on a large document: the page answers in between.
              setTimeout(() => {
                if (isPacket || isAddition) editing.editDocument(found);
                else editing.openDocument(found);
                if (isPacket) editing.send();
                if (isTraced) showTrace();
              });
            }}
          >
            {openWords(reading)}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}

function titleOf(asked: AskedFact | undefined): string {
  return asked === undefined ? "Paste rules or manifests" : `More about ${asked.node}`;
}

/** What opening does with what was found. */
function openWords(reading: PasteReading | undefined): string {
  if (reading?.isPacket === true) return "Send the packet";
  if (reading?.isAddition === true) return "Add it";
  if (reading?.document?.traced !== undefined) return "Walk the trace";
  return reading?.document?.source.kind === "pasted" ? "Walk these rules" : "Open";
}

interface PasteBoxProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function PasteBox({ text, onChange }: PasteBoxProps) {
  const id = useId();
  const isCut = text.length > MOST_TYPED;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-md text-text-2">
        What iptables-save or any of a node’s tools printed, or Kubernetes YAML or JSON
      </label>
      <textarea
        id={id}
        rows={10}
        spellCheck={false}
        readOnly={isCut}
        placeholder="Paste iptables-save, or drop a file. It stays in this tab."
        value={isCut ? text.slice(0, SHOWN_OF_LONG) : text}
        onChange={(event) => onChange(event.target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text/plain");
          if (pasted.length <= MOST_TYPED || text !== "") return;
          // Of a long text the box would show no more than the beginning, and typing all of it in takes long.
          event.preventDefault();
          onChange(pasted);
        }}
        className="kernel w-full resize-y rounded-2 border border-line bg-inset px-2 py-1.5 whitespace-pre placeholder:text-text-3 placeholder:whitespace-pre-wrap"
      />
      {isCut && (
        <p className="flex items-center gap-2 text-sm text-text-3">
          The beginning of {text.length.toLocaleString("en")} characters; all of it is read.
          <Button variant="plain" className="text-sm" onClick={() => onChange("")}>
            Empty the box
          </Button>
        </p>
      )}
    </div>
  );
}
