import type { PacketView } from "@/scene/inspector/packetAt";
import { useStopIndex, useWalk } from "./derived";
import { packetViewAt } from "./walk/packetViewAt";

/** The packet's fields at the stop at hand. Undefined when there is no walk. */
export function usePacketView(): PacketView | undefined {
  const walk = useWalk();
  const stop = useStopIndex();
  return packetViewAt(walk, stop);
}
