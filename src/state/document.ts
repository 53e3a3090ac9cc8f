import type { PacketDraft, WalkDocument } from "@/scenarios/walkDocument";
import type { Playback } from "./playback";
import { NO_OPENED_GAPS, type Selection } from "./selection";
import type { SliceMaker } from "./slice";

export type { WalkDocument };

/** The actions that change the document. Each is one step of undo, unless it goes on editing the same field. */
export interface Editing {
  /** Puts another document in place: an example, a file, a paste. Starts at the first stop. */
  openDocument(document: WalkDocument): void;
  /** Goes over to the cluster or the dump that was left last; undefined when there was none yet. */
  switchTo(kind: WalkDocument["source"]["kind"]): WalkDocument | undefined;
  /** Replaces the document while keeping the place on the player; `field` names what is being typed into. */
  editDocument(document: WalkDocument, field?: string): void;
  editPacket(part: Partial<PacketDraft>, field?: string): void;
  setSeed(seed: number): void;
  /** Another seed: the one that follows from the seed at hand, so that rolling is as repeatable as walking. */
  rollSeed(): void;
  setTitle(title: string): void;
  /** Ends the run of edits to one field: the next one is a new step of undo. */
  endEdit(): void;
  /** Plays the walk of the packet from its sender. */
  send(): void;
}

interface EditingState {
  readonly document: WalkDocument;
  readonly shelved: WalkDocument | undefined;
  readonly editedField: string | undefined;
  readonly playback: Playback;
  readonly selection: Selection;
  readonly editing: Editing;
}

export const editingSlice: SliceMaker<EditingState, Editing> = (set, get) => {
  const edit = (document: WalkDocument, field?: string) =>
    set(() => ({ document, editedField: field }));
  return {
    openDocument(document) {
      const left = get().document;
      if (left.source.kind !== document.source.kind) set(() => ({ shelved: left }));
      edit(document);
      set(({ playback, selection }) => ({
        playback: { ...playback, timeMs: 0, isPlaying: false, follow: true },
        selection: {
          ...selection,
          selected: undefined,
          found: undefined,
          openedGaps: NO_OPENED_GAPS,
          selectedService: firstService(document),
          walkIndex: 0,
        },
      }));
    },
    switchTo(kind) {
      const { document, shelved, editing } = get();
      if (document.source.kind === kind) return document;
      if (shelved?.source.kind !== kind) return undefined;
      editing.openDocument(shelved);
      return shelved;
    },
    editDocument: edit,
    editPacket(part, field) {
      const { document } = get();
      edit({ ...ofTheForm(document), packet: { ...document.packet, ...part } }, field);
    },
    setSeed: (seed) => edit({ ...get().document, seed }, "seed"),
    rollSeed: () => edit({ ...get().document, seed: rolled(get().document.seed) }),
    setTitle: (title) => edit({ ...get().document, title }, "title"),
    endEdit: () => set(() => ({ editedField: undefined })),
    send() {
      if (get().document.traced?.isWalked) edit(ofTheForm(get().document));
      get().selection.find(undefined);
      get().selection.selectWalk(0);
      get().playback.toStart();
      get().playback.play();
    },
  };
};

/** The document that walks the packet of its form, and not those of its trace. */
export function ofTheForm(document: WalkDocument): WalkDocument {
  const { traced } = document;
  return traced === undefined ? document : { ...document, traced: { ...traced, isWalked: false } };
}

/** The Service whose fields are open at first, by the name that the selection gives it. */
export function firstService({ source }: WalkDocument): string | undefined {
  const service = source.kind === "cluster" ? source.cluster.services[0] : undefined;
  return service && `${service.namespace}/${service.name}`;
}

/** A walk through all seeds below 10,000, each once: short enough to be read out. */
function rolled(seed: number): number {
  return (seed * 4221 + 1237) % 10000;
}
