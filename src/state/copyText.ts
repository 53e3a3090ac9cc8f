import { useStore } from "./store";

/** Puts a text into the clipboard and says so; `what` begins the sentence: `The walk`. */
export async function copyText(text: string, what: string): Promise<void> {
  const { notify } = useStore.getState().panels;
  try {
    await navigator.clipboard.writeText(text);
    notify({ kind: "done", text: `${what} is in the clipboard.` });
  } catch {
    notify({ kind: "problem", text: "This browser does not let the page copy." });
  }
}
