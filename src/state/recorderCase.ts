import type { WalkDocument } from "@/scenarios/walkDocument";
import { copyText } from "./copyText";
import { downloadText } from "./downloadText";
import { useStore } from "./store";
import { type Walk, walksOf } from "./walk/walkOf";

/**
 * The walk of a document as a case of the recorder, as JSON: a doubter's own kernel can be asked. Undefined when there is
 * no walk.
 */
export async function recorderCaseText(document: WalkDocument): Promise<string | undefined> {
  const walks = walksOf(document);
  const packets = walks.flatMap(sentPacket);
  const [first] = walks;
  if (first === undefined || packets.length === 0) return undefined;
  const { writeRecorderCase } = await import("@/intake/recorder-case/writeRecorderCase");
  const written = writeRecorderCase({
    name: document.title,
    spec: first.described.spec,
    packets,
  });
  return `${JSON.stringify(written, undefined, 1)}\n`;
}

function sentPacket({ trace }: Walk) {
  const request = trace?.replay?.request;
  return trace === undefined || request === undefined ? [] : [{ request, trace }];
}

/** Hands the walk to the browser as a recorder case to keep. */
export async function saveRecorderCase(): Promise<void> {
  const { document } = useStore.getState();
  const text = await recorderCaseText(document);
  if (text === undefined) tellNoWalk();
  else downloadText(document.title, "case.json", text);
}

/** Puts the walk into the clipboard as a recorder case. */
export async function copyRecorderCase(): Promise<void> {
  const { document } = useStore.getState();
  const text = await recorderCaseText(document);
  if (text === undefined) tellNoWalk();
  else await copyText(text, "The case");
}

function tellNoWalk(): void {
  const { panels } = useStore.getState();
  panels.notify({ kind: "problem", text: "There is no walk that a kernel could be asked about." });
}
