import type { Trace } from "@/engine";
import { timeline } from "../playback/timeline";
import { outcomeSentence } from "./outcomeSentence";
import { plainText } from "./sentence";
import { type LogLine, walkLog } from "./walkLog";

/** The whole walk as plain text, one hop a line, for copying. */
export function walkText(trace: Trace): string {
  const log = walkLog(timeline(trace));
  const placeWidth = Math.max(0, ...log.map(({ place }) => place.length));
  const numberWidth = String(log.at(-1)?.stop ?? 0).length;
  const lines = log.flatMap((line) => [
    ...(line.part === undefined ? [] : [`${line.stop === 1 ? "" : "\n"}${line.part}`]),
    lineText(line, numberWidth, placeWidth),
  ]);
  return `${[...lines, "", plainText(outcomeSentence(trace))].join("\n")}\n`;
}

const CHIP_WIDTH = "security".length;

function lineText(
  { stop, chip, place, what, note }: LogLine,
  numberWidth: number,
  placeWidth: number,
): string {
  const end = note === "" ? "" : `  (${note})`;
  return `${String(stop).padStart(numberWidth)}  ${chip.padEnd(CHIP_WIDTH)}  ${place.padEnd(placeWidth)}  ${plainText(what)}${end}`;
}
