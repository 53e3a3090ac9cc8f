import type { PacketDraft, WalkDocument } from "@/scenarios/walkDocument";
import type { Playback } from "./playback";
import type { Selection } from "./selection";
import type { SliceMaker } from "./slice";

/** The actions that change the document. Each is one step of undo, unless it goes on editing the same field. */
export interface Editing {
  /** Puts another document in place: an example, a file, a paste. Starts at the first stop. */
  openDocument(document: WalkDocument): void;
  /** Replaces the document while keeping the place on the player; `field` names what is being typed into. */
  editDocument(document: WalkDocument, field?: string): void;
  editPacket(part: Partial<PacketDraft>, field?: string): void;
  setSeed(seed: number): void;
  setTitle(title: string): void;
  /** Ends the run of edits to one field: the next one is a new step of undo. */
  endEdit(): void;
  /** Plays the walk of the packet from its sender. */
  send(): void;
}

interface EditingState {
  readonly document: WalkDocument;
  readonly editedField: string | undefined;
  readonly playback: Playback;
  readonly selection: Selection;
}

export const editingSlice: SliceMaker<EditingState, Editing> = (set, get) => {
  const edit = (document: WalkDocument, field?: string) =>
    set(() => ({ document, editedField: field }));
  return {
    openDocument(document) {
      edit(document);
      set(({ playback, selection }) => ({
        playback: { ...playback, timeMs: 0, isPlaying: false, follow: true },
        selection: {
          ...selection,
          selected: undefined,
          openedGaps: new Set(),
          selectedService: undefined,
          walkIndex: 0,
        },
      }));
    },
    editDocument: edit,
    editPacket(part, field) {
      const { document } = get();
      edit({ ...document, packet: { ...document.packet, ...part } }, field);
    },
    setSeed: (seed) => edit({ ...get().document, seed }, "seed"),
    setTitle: (title) => edit({ ...get().document, title }, "title"),
    endEdit: () => set(() => ({ editedField: undefined })),
    send() {
      get().selection.selectWalk(0);
      get().playback.toStart();
      get().playback.play();
    },
  };
};
