import { downloadText } from "./downloadText";
import { printDocument } from "./saved/savedForm";
import { useStore } from "./store";

/** Hands the document to the browser as a file to keep. */
export function saveDocumentFile(): void {
  const { document: walk } = useStore.getState();
  downloadText(walk.title, "chainwalk.json", printDocument(walk));
}
