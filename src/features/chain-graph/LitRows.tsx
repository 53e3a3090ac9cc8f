import { createContext, type ReactNode, useContext } from "react";
import type { ChainBox, Row } from "@/scene/chain-graph/chainGraph";
import { useLitRules } from "@/state/ruleOrigin";
import { KernelRows } from "./KernelRows";

const Context = createContext<ReturnType<typeof useLitRules>>(undefined);

export interface LitRowsProps {
  readonly node: string;
  readonly children: ReactNode;
}

/** Knows of each row of a node's graph whether the Service made it whose rules are lit. */
export function LitRows({ node, children }: LitRowsProps) {
  return (
    <Context.Provider value={useLitRules(node)}>
      <KernelRows>{children}</KernelRows>
    </Context.Provider>
  );
}

/** Whether a row is one of those that are lit. */
export function useIsLitRow(box: ChainBox, row: Row): boolean {
  const isLit = useContext(Context);
  if (isLit === undefined || row.kind !== "rule") return false;
  return isLit({ table: box.table, chain: box.chain, ruleNumber: row.ruleNumber });
}
