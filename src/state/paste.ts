import type { WalkDocument } from "./document";
import type { Panels } from "./panels";
import type { SliceMaker } from "./slice";

/** What lies in the paste box, and where it came from. Not part of the document until it is opened. */
export interface PasteBox {
  readonly text: string;
  /** The file's name; undefined for what was pasted or typed. */
  readonly fileName: string | undefined;
  setText(text: string, fileName?: string): void;
  /** Puts a text into the box and opens it, so that it is seen what was found before it takes effect. */
  offer(text: string, fileName?: string): void;
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
  setText: (text, fileName) => set(({ paste }) => ({ paste: { ...paste, text, fileName } })),
  offer(text, fileName) {
    get().paste.setText(text, fileName);
    get().panels.setOpenSheet("paste");
  },
  redacting: undefined,
  redact(redacting) {
    set(({ paste }) => ({ paste: { ...paste, redacting } }));
    get().panels.setOpenSheet("redact");
  },
});
