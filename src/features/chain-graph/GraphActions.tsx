import { createContext, useContext } from "react";
import type { ChainBox, Row } from "@/scene/chain-graph/chainGraph";

/** What a row can ask of the graph it stands in. The object stays the same for the life of the graph. */
export interface GraphActions {
  /** The row was clicked, or Enter was pressed on it. */
  readonly pick: (box: ChainBox, row: Row) => void;
  /** Shows what a gap or a group of chains stands for; `id` is the row's or the box's. */
  readonly open: (id: string) => void;
}

const Context = createContext<GraphActions>({
  pick: () => undefined,
  open: () => undefined,
});

export const GraphActionsProvider = Context.Provider;

/** The actions of the graph around this row. */
export function useGraphActions(): GraphActions {
  return useContext(Context);
}
