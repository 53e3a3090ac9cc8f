import { useComparing } from "@/state/comparing/compareStore";
import { useStore } from "@/state/store";
import { Sheet } from "@/ui/Sheet";
import { Comparison } from "./Comparison";
import { Sides } from "./Sides";

/** Two dumps compared: in which chains, rules and Services they differ. */
export function CompareSheet() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const { before, now } = useComparing();
  return (
    <Sheet title="Two dumps compared" isOpen side="widest" onClose={() => setOpenSheet(undefined)}>
      <div className="flex min-h-full flex-col md:h-full">
        <Sides />
        {before !== undefined && now !== undefined && <Comparison before={before} now={now} />}
      </div>
    </Sheet>
  );
}
