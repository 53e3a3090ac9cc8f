import { offerDump } from "./offerDump";
import { useStore } from "./store";

/** More than this is not read into a tab: 700 thousand rules are some 100 MB. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Reads files into the paste box, one behind the other, where it is shown what was found in them. */
export async function openFiles(files: readonly File[]): Promise<void> {
  const { panels } = useStore.getState();
  const refuse = (text: string) => panels.notify({ kind: "problem", text });
  const [first] = files;
  if (first === undefined) return;
  const { fileText } = await import("./fileText");
  const { CUT_SHORT } = await import("@/intake/encoding/textEncoding");
  const texts: string[] = [];
  for (const file of files) {
    if (file.size > MOST_BYTES) {
      refuse(`${file.name} is larger than 512 MB: too much for a tab.`);
      return;
    }
    try {
      const { text, isCutShort } = await fileText(file, MOST_BYTES);
      if (isCutShort) refuse(`${file.name} ${CUT_SHORT}`);
      texts.push(text);
    } catch {
      refuse(`${file.name} cannot be read. Is it still there, and whole?`);
      return;
    }
  }
  if (texts.length === 2) {
    const { offerPair } = await import("./comparing/compareStore");
    if (offerPair(files, texts)) return;
  }
  const name = files.length === 1 ? first.name : `${first.name} and ${files.length - 1} more`;
  offerDump(texts.join("\n"), name);
}

/** Lets the user choose a file to open. */
export function pickFile(): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () => {
    void openFiles([...(input.files ?? [])]);
  });
  input.click();
}
