import { useStore } from "./store";

/** Puts a text where it is waited for: into the open comparison of two dumps, else into the paste box. */
export function offerDump(text: string, fileName?: string): void {
  const { panels, paste } = useStore.getState();
  if (panels.openSheet === "compare")
    void import("./comparing/compareStore").then(({ takeText }) => takeText({ text, fileName }));
  else paste.offer(text, fileName);
}
