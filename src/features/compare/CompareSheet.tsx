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
        {before !== undefined && now !== undefined ? (
          <Comparison before={before} now={now} />
        ) : (
          <WhatWillBeSeen />
        )}
      </div>
    </Sheet>
  );
}

/** Where the differences will stand, as long as a dump is missing. */
function WhatWillBeSeen() {
  return (
    <div className="m-auto flex max-w-md flex-col gap-2 p-6 text-center text-md text-balance text-text-2">
      <p className="font-semibold text-text">Two dumps of one node, or of two nodes.</p>
      <p>Chain by chain: which rules came, went, moved or changed, and which Services differ.</p>
      <p>
        Packets made from these rules are walked on both, and those that fare differently listed.
      </p>
      <p>A file may be dropped anywhere here. Both dumps stay in this tab.</p>
    </div>
  );
}
