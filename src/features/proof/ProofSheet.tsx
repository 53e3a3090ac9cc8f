import { use } from "react";
import { loadFigures } from "@/conformance/figures";
import { useStore } from "@/state/store";
import { Sheet } from "@/ui/Sheet";
import { CaseRunPanel } from "./CaseRunPanel";
import { OwnKernel } from "./OwnKernel";
import { ProofFigures } from "./ProofFigures";

const loading = loadFigures();

/** How we know that the answers are Linux's: what was compared, the cases once more in this browser, and the way to ask one's own kernel. */
export function ProofSheet() {
  const figures = use(loading);
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <Sheet title="How do we know?" isOpen side="wide" onClose={() => setOpenSheet(undefined)}>
      <div className="flex min-h-full flex-col md:grid md:h-full md:min-h-0 md:grid-cols-[minmax(0,11fr)_minmax(0,13fr)]">
        <div className="min-h-0 border-line-faint md:overflow-y-auto md:border-r">
          <ProofFigures figures={figures} />
          <OwnKernel families={figures.families} />
        </div>
        <CaseRunPanel />
      </div>
    </Sheet>
  );
}
