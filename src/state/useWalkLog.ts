import type { LogLine } from "@/scene/narration/walkLog";
import { useWalk } from "./derived";
import { logOf } from "./walk/logOf";

/** The walk as lines of text, one per hop. */
export function useWalkLog(): readonly LogLine[] {
  return logOf(useWalk());
}
