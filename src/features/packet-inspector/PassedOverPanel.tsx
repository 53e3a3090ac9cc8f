import { usePassedOver } from "@/state/usePassedOver";
import { PassedOverList } from "./PassedOverList";

/** Why the rules before the one at hand did not take the packet. */
export function PassedOverPanel() {
  const passed = usePassedOver();
  if (passed === undefined)
    return <p className="px-4 py-2 text-md text-text-3">No rule was passed over here.</p>;
  return <PassedOverList passed={passed} />;
}
