import type { WalkDocument } from "./document";
import type { Panels } from "./panels";
import type { AskedFact } from "./said/askedFact";
import type { SliceMaker } from "./slice";

/** What lies in the paste box, and where it came from. Not part of the document until it is opened. */
export interface PasteBox {
  readonly text: string;
  /** The file's name; undefined for what was pasted or typed. */
  readonly fileName: string | undefined;
  /** What of a node of the open dump is asked for: then the text is added to it. */
  readonly asked: AskedFact | undefined;
  /** Whether the text is to be added to the open dump; undefined as long as nobody has chosen. */
  readonly isAddition: boolean | undefined;
  setText(text: string, fileName?: string): void;
  /** Puts a text into the box and opens it, so that it is seen what was found before it takes effect. */
  offer(text: string, fileName?: string): void;
  /** Opens the box for what is missing of a node. */
  ask(fact: AskedFact): void;
  setAddition(isAddition: boolean): void;
  /** Empties the box when it is closed. */
  clear(): void;
  /** What is being redacted; undefined for the document itself. */
  readonly redacting: WalkDocument | undefined;
  /** Opens what redacts a document that was just pasted, or the one at hand. */
  redact(document: WalkDocument | undefined): void;
}

interface PasteState {
  readonly paste: PasteBox;
  readonly panels: Panels;
}

export const pasteSlice: SliceMaker<PasteState, PasteBox> = (set, get) => ({
  text: "",
  fileName: undefined,
  asked: undefined,
  isAddition: undefined,
  setText: (text, fileName) => set(({ paste }) => ({ paste: { ...paste, text, fileName } })),
  offer(text, fileName) {
    get().paste.setText(text, fileName);
    get().panels.setOpenSheet("paste");
  },
  ask(asked) {
    set(({ paste }) => ({ paste: { ...paste, asked, isAddition: true } }));
    get().panels.setOpenSheet("paste");
  },
  setAddition: (isAddition) => set(({ paste }) => ({ paste: { ...paste, isAddition } })),
  clear() {
    const empty = { text: "", fileName: undefined, asked: undefined, isAddition: undefined };
    set(({ paste }) => ({ paste: { ...paste, ...empty } }));
  },
  redacting: undefined,
  redact(redacting) {
    set(({ paste }) => ({ paste: { ...paste, redacting } }));
    get().panels.setOpenSheet("redact");
  },
});
