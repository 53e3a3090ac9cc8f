import { lazy, type ReactNode, Suspense } from "react";
import { WalkLogPanel } from "@/features/walk-log/WalkLogPanel";
import type { SheetName } from "@/state/panels";
import { useStore } from "@/state/store";
import { Sheet } from "@/ui/Sheet";
import { LeftPanel } from "./LeftPanel";
import { LazyRulesPanel } from "./lazyPanels";

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
      <PhoneSheet name="log" title="Walk log">
        <WalkLogPanel />
      </PhoneSheet>
      <PhoneSheet name="rules" title="Rules">
        <LazyRulesPanel />
      </PhoneSheet>
      {openSheet === "paste" && <PasteSheet />}
      {openSheet === "scenarios" && <ScenarioPicker />}
      {openSheet === "shortcuts" && <ShortcutList />}
    </Suspense>
  );
}

interface PhoneSheetProps {
  readonly name: SheetName;
  readonly title: string;
  readonly children: ReactNode;
}

/** A panel that fills a narrow window while it is open. */
function PhoneSheet({ name, title, children }: PhoneSheetProps) {
  const isOpen = useStore((state) => state.panels.openSheet === name);
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <Sheet title={title} side="full" isOpen={isOpen} onClose={() => setOpenSheet(undefined)}>
      <div className="flex h-full flex-col">{children}</div>
    </Sheet>
  );
}
