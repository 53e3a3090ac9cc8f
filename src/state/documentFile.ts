import { printDocument } from "./saved/savedForm";
import { useStore } from "./store";

const UNSAFE_IN_FILE_NAMES = /[^\p{L}\p{N}.-]+/gu;

/** Hands the document to the browser as a file to keep. */
export function saveDocumentFile(): void {
  const { document: walk } = useStore.getState();
  const name = walk.title.replace(UNSAFE_IN_FILE_NAMES, "-").toLowerCase();
  downloadText(`${name === "" ? "walk" : name}.chainwalk.json`, printDocument(walk));
}

function downloadText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob by the next task; until then the address must stay.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
