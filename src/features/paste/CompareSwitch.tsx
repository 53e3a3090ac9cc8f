import { useWalkedSide, walkIn } from "@/state/comparing/walkPacket";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { SegmentedControl } from "@/ui/SegmentedControl";

const SIDES = [
  { value: "before", label: "Before" },
  { value: "now", label: "Now" },
] as const;

/** The packet at hand comes from a comparison of two dumps: in which of them it is walked. */
export function CompareSwitch() {
  const side = useWalkedSide();
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  if (side === undefined) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-3">
      <SegmentedControl
        label="The rules before or now"
        className="flex-1"
        options={SIDES}
        value={side}
        onChange={walkIn}
      />
      <Button onClick={() => setOpenSheet("compare")}>Comparison</Button>
    </div>
  );
}
