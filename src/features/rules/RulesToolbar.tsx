import { Flame, TextSearch } from "lucide-react";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { HeatBar } from "@/ui/HeatBar";
import { IconButton } from "@/ui/IconButton";
import { SegmentedControl } from "@/ui/SegmentedControl";

export type RulesView = "lines" | "tree";

const VIEWS = [
  { value: "lines", label: "Lines" },
  { value: "tree", label: "Tree" },
] as const;

export interface RulesToolbarProps {
  readonly view: RulesView;
  readonly onView: (view: RulesView) => void;
  /** Whether the rules show how many packets they took. */
  readonly hasCounters: boolean;
}

/** How the rules are looked at, and the way to find something in them. */
export function RulesToolbar({ view, onView, hasCounters }: RulesToolbarProps) {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <>
      {hasCounters && <HeatSwitch />}
      <IconButton
        label="Find a Service, pod, address or mark"
        shortcut="s"
        onClick={() => setOpenSheet("find")}
      >
        <TextSearch aria-hidden="true" className="size-4" />
      </IconButton>
      <SegmentedControl label="Rules as" options={VIEWS} value={view} onChange={onView} />
    </>
  );
}

/** Bars for counted packets, on or off, with what a full bar means. */
function HeatSwitch() {
  const showsHeat = useStore((state) => state.panels.showsHeat);
  const setShowsHeat = useStore((state) => state.panels.setShowsHeat);
  return (
    <>
      {showsHeat && (
        <span
          className="flex items-center gap-1.5 pr-1 text-sm whitespace-nowrap text-text-3"
          title="Packets counted, on a logarithmic scale"
        >
          1 <HeatBar share={0.125} /> 10M <HeatBar share={1} />
        </span>
      )}
      <Button variant="plain" aria-pressed={showsHeat} onClick={() => setShowsHeat(!showsHeat)}>
        <Flame aria-hidden="true" className="size-4" /> Heat {showsHeat ? "on" : "off"}
      </Button>
    </>
  );
}
