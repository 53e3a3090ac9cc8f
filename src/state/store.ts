import { temporal } from "zundo";
import { create, useStore as useZustand } from "zustand";
import { nodePort } from "@/scenarios/nodePort";
import type { WalkDocument } from "@/scenarios/walkDocument";
import { type Editing, editingSlice, firstService } from "./document";
import { type Panels, panelsSlice } from "./panels";
import { type PasteBox, pasteSlice } from "./paste";
import { type Playback, playbackSlice } from "./playback";
import { type Selection, selectionSlice } from "./selection";

/** What the user has (document) and is doing (the rest). Whatever can be computed from it is in `derived`. */
export interface Store {
  readonly document: WalkDocument;
  /** The cluster that was left for a dump, or the dump that was left for a cluster. */
  readonly shelved: WalkDocument | undefined;
  /** The field that the last edit typed into, so that a run of keystrokes is one step of undo. */
  readonly editedField: string | undefined;
  /** How often something was undone or done again. */
  readonly historyStep: number;
  readonly editing: Editing;
  readonly playback: Playback;
  readonly selection: Selection;
  readonly panels: Panels;
  readonly paste: PasteBox;
}

/** The part of the store that undo goes back through. */
type Undoable = Pick<Store, "document" | "editedField">;

const UNDO_STEPS = 200;

/** The one store. A component reads it with a narrow selector: `useStore((state) => state.playback.speed)`. */
export const useStore = create<Store>()(
  temporal(
    (set, get) => ({
      document: nodePort.document,
      shelved: undefined,
      editedField: undefined,
      historyStep: 0,
      editing: editingSlice(set, get),
      playback: playbackSlice(set, get),
      selection: {
        ...selectionSlice(set, get),
        selectedService: firstService(nodePort.document),
      },
      panels: panelsSlice(set, get),
      paste: pasteSlice(set, get),
    }),
    {
      limit: UNDO_STEPS,
      partialize: ({ document, editedField }): Undoable => ({ document, editedField }),
      equality: isSameStep,
    },
  ),
);

/** Whether undo has something to go back to, or redo to go forward to. */
export function useHistory(): { readonly canUndo: boolean; readonly canRedo: boolean } {
  const canUndo = useZustand(useStore.temporal, (history) => history.pastStates.length > 0);
  const canRedo = useZustand(useStore.temporal, (history) => history.futureStates.length > 0);
  return { canUndo, canRedo };
}

/** Takes the last edit back. */
export function undo(): void {
  useStore.temporal.getState().undo();
  endStep();
}

/** Does again what was taken back. */
export function redo(): void {
  useStore.temporal.getState().redo();
  endStep();
}

function endStep(): void {
  useStore.getState().editing.endEdit();
  useStore.setState(({ historyStep }) => ({ historyStep: historyStep + 1 }));
}

function isSameStep(past: Undoable, current: Undoable): boolean {
  if (past.document === current.document) return true;
  return current.editedField !== undefined && past.editedField === current.editedField;
}
