import { readPacketLine } from "@/intake/packet-line/readPacketLine";
import { useStore } from "../store";
import { sendTyped } from "./sendTyped";

/**
 * Sends the packet of a line that was pasted onto the page and says what came of it; false when the line tells no packet.
 * A kernel trace tells more than its packet and is none.
 */
export function offerPacketLine(text: string): boolean {
  const line = text.trim();
  if (line.includes("\n") || line.includes("TRACE:") || !readPacketLine(line).ok) return false;
  const { ok, sentence } = sendTyped(line);
  const said = ok ? `Sent: ${line}` : `${line} cannot be sent.`;
  useStore.getState().panels.notify({
    kind: ok ? "done" : "problem",
    text: [said, sentence].filter((part) => part !== "").join(" "),
  });
  return true;
}
