import { useStore } from "./store";
import { describedWorld } from "./walk/describedWorld";

/** Sentences about what of the document could not be made into hosts and rules as it stands. */
export function useWorldProblems(): readonly string[] {
  const source = useStore((state) => state.document.source);
  return describedWorld(source).problems;
}
