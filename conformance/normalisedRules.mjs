/** The kept lines of `normalise/` against what the tools make of the same rules now. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../scripts/setUp.mjs";

const FOLDER = join(ROOT, "conformance", "normalise");

/**
 * Asks the tools about every line; the lines that they answer differently, and how many were asked. With `fill` lines
 * that only ask (table and rule) are given their answer. Another version may print another text, so nothing is
 * compared with it.
 */
export async function askAboutRules(recorder, { fill }) {
  const found = { asked: 0, different: [], otherVersion: 0 };
  for (const name of readdirSync(FOLDER)
    .filter((file) => file.endsWith(".jsonl"))
    .sort()) {
    const file = join(FOLDER, name);
    const kept = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const answers = [];
    for await (const answer of recorder.lines(["normalise", file])) answers.push(answer);
    found.asked += kept.length;
    for (const [at, line] of kept.entries()) compare(found, line, answers[at]);
    if (fill && kept.some((line) => !isAnswered(line)))
      write(
        file,
        kept.map((line, at) => (isAnswered(line) ? line : answers[at])),
      );
  }
  return found;
}

function compare(found, line, answer) {
  if (!isAnswered(line)) return;
  if (line.version !== answer.version) found.otherVersion += 1;
  else if (JSON.stringify(line.legacy) !== JSON.stringify(answer.legacy))
    found.different.push({ rule: line.rule, kept: shown(line), now: shown(answer) });
}

function isAnswered({ legacy, refused }) {
  return legacy !== undefined || refused !== undefined;
}

function shown({ legacy, refused }) {
  return legacy === undefined ? `refused: ${refused}` : legacy.join(" ; ");
}

function write(file, lines) {
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}
