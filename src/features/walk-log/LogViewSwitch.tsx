import { useStore } from "@/state/store";
import { SegmentedControl } from "@/ui/SegmentedControl";

const VIEWS = [
  { value: "all", label: "All hops" },
  { value: "decisive", label: "What decided" },
] as const;

/** Whether every hop is listed, or only those that changed, routed, let through or stopped the packet. */
export function LogViewSwitch({ className = "" }: { readonly className?: string }) {
  const view = useStore((state) => state.panels.logView);
  const setView = useStore((state) => state.panels.setLogView);
  return (
    <SegmentedControl
      label="Hops"
      className={className}
      options={VIEWS}
      value={view}
      onChange={setView}
    />
  );
}
