import { type RefObject, useEffect } from "react";
import { useStore } from "../store";
import type { NodeField, SaidField } from "./saidField";

/** What an undecided sentence led to: its field, marked by `data-said`, gets the focus once it is there. */
export function useWantedField(
  part: RefObject<HTMLElement | null>,
): SaidField | NodeField | undefined {
  const wanted = useStore((state) => state.panels.wantedField);
  const wantField = useStore((state) => state.panels.wantField);
  useEffect(() => {
    if (wanted === undefined) return;
    // A drawer that has just been opened takes the focus first.
    const frame = requestAnimationFrame(() => {
      const fields = part.current?.querySelectorAll<HTMLElement>("[data-said]") ?? [];
      const said = [...fields].find(({ dataset }) => dataset.said === wanted);
      const field = said?.querySelector<HTMLElement>("input, select, textarea");
      // It may stand in another part of the page.
      if (field === null || field === undefined) return;
      field.focus();
      field.scrollIntoView({ block: "nearest" });
      wantField(undefined);
    });
    return () => cancelAnimationFrame(frame);
  }, [part, wanted, wantField]);
  return wanted;
}
