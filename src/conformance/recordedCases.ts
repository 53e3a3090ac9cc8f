import type { RecordedCase } from "./recordedCase";

/** A file of recorded cases, not read yet. */
export interface RecordedFile {
  /** Its name without folder and ending. */
  readonly name: string;
  /** Reads it: one case a line. */
  readonly load: () => Promise<readonly RecordedCase[]>;
}

const FILES = import.meta.glob<string>("../../conformance/recorded/*.jsonl", {
  query: "?raw",
  import: "default",
});

/** Every file of cases whose answers by the kernel are kept, by name. Each is a chunk of its own when built. */
export const recordedFiles: readonly RecordedFile[] = Object.entries(FILES).map(
  ([path, loadText]) => ({
    name: path.slice(path.lastIndexOf("/") + 1, -".jsonl".length),
    load: async () => parseCases(await loadText()),
  }),
);

function parseCases(text: string): readonly RecordedCase[] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => JSON.parse(line));
}
