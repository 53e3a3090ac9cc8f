import { heatOf } from "@/scene/rules-index/heatOf";
import { useStore } from "@/state/store";

/** How many packets the dump says a rule took, as a line along the foot of its row. */
export function RowHeat({ packets }: { readonly packets: number | undefined }) {
  const showsHeat = useStore((state) => state.panels.showsHeat);
  const share = heatOf(packets);
  if (!showsHeat || share === 0) return null;
  return (
    <span
      aria-hidden="true"
      data-heat={share.toFixed(2)}
      className="absolute bottom-0 left-0 h-0.5 bg-heat"
      style={{ width: `${Math.round(share * 100)}%` }}
    />
  );
}
