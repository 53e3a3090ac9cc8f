import {
  FolderOpen,
  Map as MapIcon,
  Redo2,
  Share,
  ShieldCheck,
  TriangleAlert,
  Undo2,
} from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { pickFile } from "@/state/openFile";
import type { SheetName } from "@/state/panels";
import { redo, undo, useHistory, useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { Sheet } from "@/ui/Sheet";
import {
  LazyFindingsPanel,
  LazyLeftPanel,
  LazyPassedOverPanel,
  LazyRulesPanel,
  LazyTracePanel,
  LazyWalkLogPanel,
  LazyWholeMapPanel,
} from "./lazyPanels";
import { useMediaQuery } from "./useMediaQuery";

const ChangesSheet = lazy(async () => ({
  default: (await import("@/features/what-if/ChangesSheet")).ChangesSheet,
}));
const CompareSheet = lazy(async () => ({
  default: (await import("@/features/compare/CompareSheet")).CompareSheet,
}));
const CountSheet = lazy(async () => ({
  default: (await import("@/features/counting/CountSheet")).CountSheet,
}));
const FindSheet = lazy(async () => ({
  default: (await import("@/features/find/FindSheet")).FindSheet,
}));
const PasteSheet = lazy(async () => ({
  default: (await import("@/features/paste/PasteSheet")).PasteSheet,
}));
const TakeOutSheet = lazy(async () => ({
  default: (await import("@/features/take-out/TakeOutSheet")).TakeOutSheet,
}));
const VersionSheet = lazy(async () => ({
  default: (await import("@/features/versions/VersionSheet")).VersionSheet,
}));
const ProofSheet = lazy(async () => ({
  default: (await import("@/features/proof/ProofSheet")).ProofSheet,
}));
const RedactSheet = lazy(async () => ({
  default: (await import("@/features/redact/RedactSheet")).RedactSheet,
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
  const isPhone = useMediaQuery("(max-width: 719px)");
  const close = () => setOpenSheet(undefined);
  return (
    <Suspense>
      <Sheet title="Packet and cluster" side="left" isOpen={openSheet === "editor"} onClose={close}>
        <LazyLeftPanel />
        <Doors />
      </Sheet>
      <PhoneSheet name="log" title="Walk log">
        <LazyWalkLogPanel isSheet />
      </PhoneSheet>
      <PhoneSheet name="passedOver" title="Passed over here">
        <LazyPassedOverPanel />
      </PhoneSheet>
      <PhoneSheet name="rules" title="Rules">
        <LazyRulesPanel />
      </PhoneSheet>
      <PhoneSheet name="findings" title="Findings">
        <LazyFindingsPanel />
      </PhoneSheet>
      <PhoneSheet name="trace" title="Trace">
        <LazyTracePanel />
      </PhoneSheet>
      {openSheet === "changes" && <ChangesSheet />}
      {openSheet === "compare" && <CompareSheet />}
      <PhoneSheet name="wholeMap" title="Whole map">
        <LazyWholeMapPanel isPhone />
      </PhoneSheet>
      {openSheet === "counting" && <CountSheet />}
      {openSheet === "find" && <FindSheet isPhone={isPhone} />}
      {openSheet === "paste" && <PasteSheet />}
      {openSheet === "proof" && <ProofSheet />}
      {openSheet === "redact" && <RedactSheet />}
      {openSheet === "scenarios" && <ScenarioPicker />}
      {openSheet === "shortcuts" && <ShortcutList />}
      {openSheet === "takeOut" && <TakeOutSheet />}
      {openSheet === "versions" && <VersionSheet />}
    </Suspense>
  );
}

/** What the top bar has no room for in a narrow window. */
function Doors() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const isPhone = useMediaQuery("(max-width: 719px)");
  const { canUndo, canRedo } = useHistory();
  const showFindings = () => {
    setOpenSheet(undefined);
    useStore.getState().panels.showFindings();
  };
  return (
    <div className="grid grid-cols-2 gap-2 border-t border-line-faint px-4 py-3">
      <Button disabled={!canUndo} onClick={undo}>
        <Undo2 aria-hidden="true" className="size-4" /> Undo
      </Button>
      <Button disabled={!canRedo} onClick={redo}>
        <Redo2 aria-hidden="true" className="size-4" /> Redo
      </Button>
      <Button onClick={pickFile}>
        <FolderOpen aria-hidden="true" className="size-4" /> Open a file
      </Button>
      <Button onClick={() => setOpenSheet("takeOut")}>
        <Share aria-hidden="true" className="size-4" /> Take out
      </Button>
      <Button onClick={showFindings}>
        <TriangleAlert aria-hidden="true" className="size-4" /> Findings
      </Button>
      {isPhone && (
        <Button onClick={() => setOpenSheet("wholeMap")}>
          <MapIcon aria-hidden="true" className="size-4" /> Whole map
        </Button>
      )}
      <Button onClick={() => setOpenSheet("proof")}>
        <ShieldCheck aria-hidden="true" className="size-4" /> How do we know?
      </Button>
    </div>
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
