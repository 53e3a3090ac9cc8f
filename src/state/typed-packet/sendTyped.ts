import { useStore } from "../store";
import { type OtherSender, otherSenders } from "./otherSenders";
import { typedDocument } from "./typedDocument";

/** What came of a typed line: what was assumed for it, or why it is no packet. */
export interface TypedAnswer {
  readonly ok: boolean;
  readonly sentence: string;
  /** Who else could send it, where the line does not say who does. */
  readonly others: readonly OtherSender[];
}

/** Puts the packet of a line into the form and walks it. */
export function sendTyped(line: string): TypedAnswer {
  const { document, editing } = useStore.getState();
  const typed = typedDocument(document, line);
  if (!typed.ok) return { ...typed, others: [] };
  editing.editDocument(typed.document);
  editing.send();
  const others = typed.isSenderTold ? [] : otherSenders(typed.document);
  return { ok: true, sentence: typed.notes.join(" "), others };
}

/** Sends the packet of the form from somebody else. */
export function sendFrom({ name }: OtherSender): TypedAnswer {
  const { editing } = useStore.getState();
  editing.editPacket({ from: name });
  editing.send();
  const others = otherSenders(useStore.getState().document);
  return { ok: true, sentence: `It is sent from ${name}.`, others };
}
