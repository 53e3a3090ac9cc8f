import type { LogLine } from "./walkLog";

/** The lines that decided how the packet fares; the first of a part and the first on a host say so, as in the whole log. */
export function decisiveLines(log: readonly LogLine[]): readonly LogLine[] {
  const lines: LogLine[] = [];
  let part: string | undefined;
  let host: string | undefined;
  for (const line of log) {
    part = line.part ?? part;
    host = line.host ?? host;
    if (!line.isDecisive) continue;
    lines.push({ ...line, part, host });
    part = undefined;
    host = undefined;
  }
  return lines;
}
