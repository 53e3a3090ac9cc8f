import { lazy, Suspense } from "react";
import { useStore } from "@/state/store";
import { Sheet } from "@/ui/Sheet";
import { LeftPanel } from "./LeftPanel";

const PasteSheet = lazy(async () => ({
  default: (await import("@/features/paste/PasteSheet")).PasteSheet,
}));
const ScenarioPicker = lazy(async () => ({
  default: (await import("@/features/scenario-picker/ScenarioPicker")).ScenarioPicker,
}));
const ShortcutList = lazy(async () => ({
  default: (await import("@/features/shortcut-list/ShortcutList")).ShortcutList,
}));

/** What lies over the page, loaded when it is first asked for. */
export function Sheets() {
  const openSheet = useStore((state) => state.panels.openSheet);
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const close = () => setOpenSheet(undefined);
  return (
    <Suspense>
      <Sheet title="Packet and cluster" side="left" isOpen={openSheet === "editor"} onClose={close}>
        <LeftPanel />
      </Sheet>
      {openSheet === "paste" && <PasteSheet />}
      {openSheet === "scenarios" && <ScenarioPicker />}
      {openSheet === "shortcuts" && <ShortcutList />}
    </Suspense>
  );
}
