import { Copy, FileDown } from "lucide-react";
import { copyText } from "@/state/copyText";
import { downloadText } from "@/state/downloadText";
import type { RedactedDocument } from "@/state/redacting/redactDocument";
import { type Redaction, useRedaction } from "@/state/redacting/useRedaction";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { LongList } from "@/ui/LongList";
import { Scroller } from "@/ui/Scroller";
import { Sheet } from "@/ui/Sheet";

/** A dump without anything that tells whose it is: what was replaced, and the result to carry away or to walk. */
export function RedactSheet() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const current = useStore((state) => state.document);
  const document = useStore((state) => state.paste.redacting) ?? current;
  const { redaction, cancel, start } = useRedaction(document);
  return (
    <Sheet title="Redact" isOpen side="middle" onClose={() => setOpenSheet(undefined)}>
      <div className="flex flex-col gap-3 p-4">
        <p className="text-md text-text-2">
          Addresses, names and comments are replaced by neutral ones, the same one everywhere, so
          that packets fare alike. Ports, marks and well-known names stay. Only what was understood
          is in it.
        </p>
        {redaction.kind === "done" ? (
          <Redacted redacted={redaction.redacted} />
        ) : (
          <NotRedacted redaction={redaction} onCancel={cancel} onStart={start} />
        )}
      </div>
    </Sheet>
  );
}

interface NotRedactedProps {
  readonly redaction: Exclude<Redaction, { kind: "done" }>;
  readonly onCancel: () => void;
  readonly onStart: () => void;
}

/** What is being done, or why nothing came of it. */
function NotRedacted({ redaction, onCancel, onStart }: NotRedactedProps) {
  const isRunning = redaction.kind === "running";
  return (
    <p role="status" className="flex items-center gap-2 text-md">
      {sentenceOf(redaction)}
      <Button onClick={isRunning ? onCancel : onStart}>
        {isRunning ? "Cancel" : "Begin again"}
      </Button>
    </p>
  );
}

function sentenceOf(redaction: NotRedactedProps["redaction"]): string {
  switch (redaction.kind) {
    case "running":
      return redaction.line;
    case "failed":
      return redaction.sentence;
    case "cancelled":
      return "The redacting was cancelled.";
  }
}

function Redacted({ redacted }: { readonly redacted: RedactedDocument }) {
  const { setOpenSheet } = useStore((state) => state.panels);
  const openDocument = useStore((state) => state.editing.openDocument);
  const { text, replaced, unchanged, rulesLeftOpen } = redacted;
  return (
    <>
      <p role="status" className="text-md font-medium">
        {countsOf(redacted)}
      </p>
      {unchanged.length > 0 && (
        <p className="text-sm text-text-2">
          Not replaced, or only by another address of the dump, as a range, a broadcast address or a
          well-known network leaves them no other: {unchanged.join(", ")}.
        </p>
      )}
      {rulesLeftOpen > 0 && (
        <p className="text-sm text-text-2">
          {rulesLeftOpen === 1 ? "1 rule tests" : `${rulesLeftOpen} rules test`} raw bytes of a
          packet (u32, bpf), where an address may stand as a number. The test is left out, so what
          such a rule does is undecided.
        </p>
      )}
      <Scroller
        label="What is replaced"
        className="max-h-60 rounded-2 border border-line-faint px-3 py-2"
      >
        <LongList items={replaced} noun="replacements" listed={40} textOf={textOf} keyOf={keyOf}>
          {({ kind, from, to }) => (
            <li
              key={keyOf({ kind, from, to })}
              className="grid grid-cols-[80px_minmax(0,1fr)_minmax(0,1fr)] gap-2 py-0.5 text-sm"
            >
              <span className="text-text-3">{kind}</span>
              <span className="kernel truncate text-text-2" title={from}>
                {from}
              </span>
              <span className="kernel truncate" title={to}>
                {to}
              </span>
            </li>
          )}
        </LongList>
      </Scroller>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => void copyText(text, "The redacted dump")}>
          <Copy aria-hidden="true" className="size-4" /> Copy
        </Button>
        <Button onClick={() => downloadText("redacted", "txt", text)}>
          <FileDown aria-hidden="true" className="size-4" /> Download
        </Button>
        <Button
          variant="primary"
          onClick={() => {
            openDocument(redacted.document);
            setOpenSheet(undefined);
          }}
        >
          Walk the redacted dump
        </Button>
      </div>
    </>
  );
}

type Replaced = RedactedDocument["replaced"][number];

function textOf({ kind, from, to }: Replaced): string {
  return `${kind} ${from} ${to}`;
}

function keyOf({ kind, from }: Replaced): string {
  return `${kind} ${from}`;
}

/** `Replaced: 5 addresses, 2 chains, 1 comment.` */
function countsOf({ replaced }: RedactedDocument): string {
  const counts = new Map<string, number>();
  for (const { kind } of replaced) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (counts.size === 0) return "There is nothing to replace.";
  const parts = [...counts].map(
    ([kind, count]) => `${count.toLocaleString("en")} ${named(kind, count)}`,
  );
  return `Replaced: ${parts.join(", ")}.`;
}

/** Kinds that have no plural of their own are told as what they are of. */
const PLURALS: Readonly<Record<string, string>> = {
  address: "addresses",
  hardware: "hardware addresses",
  text: "texts",
};

function named(kind: string, count: number): string {
  if (count === 1) return kind === "hardware" ? "hardware address" : kind;
  return PLURALS[kind] ?? `${kind}s`;
}
