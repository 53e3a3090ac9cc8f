import { compareDocuments } from "@/state/comparing/compareStore";
import type { WalkDocument } from "@/state/document";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";

/** What was just read beside the dump that is open: as it was before. */
export function CompareButton({ found }: { readonly found: WalkDocument }) {
  const open = useStore((state) => state.document);
  if (open.source.kind !== "pasted") return null;
  return <Button onClick={() => compareDocuments(open, found)}>Compare with the open dump</Button>;
}
