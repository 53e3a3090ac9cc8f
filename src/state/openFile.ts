import { useStore } from "./store";

/** More than this is not read into a tab: 700 thousand rules are some 100 MB. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Reads a file into the paste box, where it is shown what was found in it. */
export async function openFile(file: File): Promise<void> {
  const { panels, paste } = useStore.getState();
  if (file.size > MOST_BYTES) {
    panels.notify({
      kind: "problem",
      text: `${file.name} is larger than 512 MB: too much for a tab.`,
    });
    return;
  }
  try {
    paste.offer(await file.text(), file.name);
  } catch {
    panels.notify({ kind: "problem", text: `${file.name} cannot be read. Is it still there?` });
  }
}

/** Lets the user choose a file to open. */
export function pickFile(): void {
  const input = document.createElement("input");
  input.type = "file";
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    if (file !== undefined) void openFile(file);
  });
  input.click();
}
