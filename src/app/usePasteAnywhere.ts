import { useEffect } from "react";
import { offerDump } from "@/state/offerDump";
import { openFiles } from "@/state/openFile";
import { useStore } from "@/state/store";

/** Longer than any packet that somebody writes down. */
const MOST_OF_A_LINE = 4000;

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
  void offerText(text);
}

/** A line that tells a packet is sent; anything else is shown in the paste box first. */
async function offerText(text: string): Promise<void> {
  if (text.length < MOST_OF_A_LINE && !isComparing()) {
    const { offerPacketLine } = await import("@/state/typed-packet/offerPacketLine");
    if (offerPacketLine(text)) return;
  }
  offerDump(text);
}

/** While two dumps are compared, what comes in is one of them. */
function isComparing(): boolean {
  return useStore.getState().panels.openSheet === "compare";
}

function offerDropped(event: DragEvent): void {
  event.preventDefault();
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length > 0) {
    void openFiles(files);
    return;
  }
  const text = event.dataTransfer?.getData("text/plain") ?? "";
  if (text.trim() !== "") void offerText(text);
}

function takesText(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
