import { useStore } from "../store";
import type { NodeField, SaidField } from "./saidField";

/** From this width on the packet form stands beside the walk; below, it is in a drawer. */
const FORM_BESIDE = "(min-width: 1280px)";

/** Leads to the field in which a part of the packet, or a fact of a node, can be said, opening the drawer where there is one. */
export function sayNext(field: SaidField | NodeField): void {
  const { panels } = useStore.getState();
  panels.wantField(field);
  const isBeside = window.matchMedia(FORM_BESIDE).matches && panels.density === "normal";
  panels.setOpenSheet(isBeside ? undefined : "editor");
}
