import type { PacketRequest } from "@/engine";
import type { FamilyComparison } from "@/workers/comparedDumps";
import { useStore } from "../store";
import { type SideName, useComparing } from "./compareStore";
import { walkedDocument, walkedPair } from "./walkedDocument";

/** Opens a packet of the comparison as a walk through one of the two dumps. */
export function walkPacket(
  family: Pick<FamilyComparison, "made" | "family">,
  request: PacketRequest,
  side: SideName,
): void {
  const { panels, editing } = useStore.getState();
  const walked = walkedPair(family, request);
  const document = walked && walkedDocument(walked[side], request, titleOf(side));
  if (document === undefined) {
    panels.notify({ kind: "problem", text: "A packet of this protocol cannot be walked here." });
    return;
  }
  useComparing.setState({ walked });
  editing.openDocument(document);
  panels.setOpenSheet(undefined);
  editing.send();
}

/** Goes over to the other of two dumps with the packet at hand. */
export function walkIn(side: SideName): void {
  const { document, editing } = useStore.getState();
  const source = useComparing.getState().walked?.[side];
  if (source === undefined || document.source.kind !== "pasted") return;
  // Whoever was added or changed around the node since stays.
  const { hosts } = document.source;
  editing.editDocument({ ...document, title: titleOf(side), source: { ...source, hosts } });
  editing.send();
}

/** Which of the two dumps the document at hand is a walk in; undefined when in neither. */
export function useWalkedSide(): SideName | undefined {
  const walked = useComparing((state) => state.walked);
  const source = useStore((state) => state.document.source);
  if (walked === undefined || source.kind !== "pasted") return undefined;
  const [texts, before, now] = [source, walked.before, walked.now].map(({ nodes }) =>
    nodes.map(({ rulesText }) => rulesText),
  );
  const isIn = (side: readonly string[] = []) =>
    side.every((text, index) => texts?.[index] === text);
  if (isIn(now)) return "now";
  return isIn(before) ? "before" : undefined;
}

function titleOf(side: SideName): string {
  const title = useComparing.getState()[side]?.document.title ?? "";
  return `${side === "before" ? "Before" : "Now"}: ${title}`;
}
