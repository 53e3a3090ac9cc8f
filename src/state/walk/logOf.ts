import { type LogLine, walkLog } from "@/scene/narration/walkLog";
import { remember } from "../remember";
import type { Walk } from "./walkOf";

/** The walk as lines of text, one per hop. */
export const logOf = remember(({ timeline }: Walk): readonly LogLine[] =>
  timeline === undefined ? [] : walkLog(timeline),
);
