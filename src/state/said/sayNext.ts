import { useStore } from "../store";
import type { SaidField } from "./saidField";

/** From this width on the packet form stands beside the walk; below, it is in a drawer. */
const FORM_BESIDE = "(min-width: 1280px)";

/** Leads to the field of the packet form in which a part can be said, opening the drawer where there is one. */
export function sayNext(field: SaidField): void {
  const { panels } = useStore.getState();
  panels.wantField(field);
  const isBeside = window.matchMedia(FORM_BESIDE).matches && panels.density === "normal";
  if (!isBeside) panels.setOpenSheet("editor");
}
