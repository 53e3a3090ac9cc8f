import { useStore } from "../store";
import { typedDocument } from "./typedDocument";

/** What came of a typed line: what was assumed for it, or why it is no packet. */
export interface TypedAnswer {
  readonly ok: boolean;
  readonly sentence: string;
}

/** Puts the packet of a line into the form and walks it. */
export function sendTyped(line: string): TypedAnswer {
  const { document, editing } = useStore.getState();
  const typed = typedDocument(document, line);
  if (!typed.ok) return typed;
  editing.editDocument(typed.document);
  editing.send();
  return { ok: true, sentence: typed.notes.join(" ") };
}
