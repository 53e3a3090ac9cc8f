import { useEffect } from "react";
import { openFiles } from "@/state/openFile";
import { useStore } from "@/state/store";

/** Takes a text that is pasted, or a file that is dropped, anywhere on the page. */
export function usePasteAnywhere(): void {
  useEffect(() => {
    const listening = new AbortController();
    const options = { signal: listening.signal };
    window.addEventListener("paste", offerPasted, options);
    window.addEventListener("dragover", (event) => event.preventDefault(), options);
    window.addEventListener("drop", offerDropped, options);
    return () => listening.abort();
  }, []);
}

function offerPasted(event: ClipboardEvent): void {
  if (takesText(event.target)) return;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (text.trim() === "") return;
  event.preventDefault();
  useStore.getState().paste.offer(text);
}

function offerDropped(event: DragEvent): void {
  event.preventDefault();
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length > 0) {
    void openFiles(files);
    return;
  }
  const text = event.dataTransfer?.getData("text/plain") ?? "";
  if (text.trim() !== "") useStore.getState().paste.offer(text);
}

function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
