import type { Trace } from "@/engine";
import { timeline } from "../playback/timeline";
import { decisiveLines } from "./decisiveLines";
import { outcomeSentence } from "./outcomeSentence";
import { plainText } from "./sentence";
import { type LogLine, walkLog } from "./walkLog";

/** The whole walk as plain text, one hop a line, for copying; the answer comes last. */
export function walkText(trace: Trace): string {
  return `${linesOf(walkLog(timeline(trace))).join("\n")}\n\n${plainText(outcomeSentence(trace))}\n`;
}

/** The answer as plain text: the sentence, and under it only the hops that decided. */
export function answerText(trace: Trace): string {
  const lines = linesOf(decisiveLines(walkLog(timeline(trace))));
  return [plainText(outcomeSentence(trace)), "", ...lines].join("\n");
}

function linesOf(log: readonly LogLine[]): readonly string[] {
  const placeWidth = Math.max(0, ...log.map(({ place }) => place.length));
  const numberWidth = String(log.at(-1)?.stop ?? 0).length;
  return log.flatMap((line) => [
    ...(line.part === undefined ? [] : [`${line === log[0] ? "" : "\n"}${line.part}`]),
    lineText(line, numberWidth, placeWidth),
  ]);
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
