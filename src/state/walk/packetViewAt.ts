import { type PacketView, packetAt } from "@/scene/inspector/packetAt";
import { remember } from "../remember";
import type { Walk } from "./walkOf";

/** The packet's fields at one stop. */
export const packetViewAt = remember(
  ({ timeline }: Walk, stop: number): PacketView | undefined =>
    timeline && packetAt(timeline, stop),
);
