import type { PasteReading } from "@/state/pasteReading";
import { useStore } from "@/state/store";
import { SegmentedControl } from "@/ui/SegmentedControl";

const WAYS = [
  { value: "added", label: "Add to what is open" },
  { value: "alone", label: "Open alone" },
] as const;

/** Whether what was pasted tells more of the node that is open, or is another one. Shown where it may be either. */
export function AdditionSwitch({ reading }: { readonly reading: PasteReading | undefined }) {
  const isPasted = useStore((state) => state.document.source.kind === "pasted");
  const { isAddition, setAddition } = useStore((state) => state.paste);
  const isOfNode = reading?.document?.source.kind === "pasted" && reading.isPacket !== true;
  if (!isPasted || reading === undefined) return null;
  // Once somebody has chosen they can choose again, whatever was found.
  if (!isOfNode && isAddition === undefined) return null;
  return (
    <SegmentedControl
      label="What is done with it"
      options={WAYS}
      value={reading.isAddition === true || isAddition === true ? "added" : "alone"}
      onChange={(way) => setAddition(way === "added")}
    />
  );
}
