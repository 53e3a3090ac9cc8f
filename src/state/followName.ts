import { useStore } from "./store";

/** The packet keeps its sender and its destination when they are renamed; the same step of undo as the renaming. */
export function followName(before: string, after: string): void {
  const { document, editing, editedField } = useStore.getState();
  const { from, to } = document.packet;
  if (from !== before && to !== before) return;
  editing.editPacket(
    { from: from === before ? after : from, to: to === before ? after : to },
    editedField,
  );
}
