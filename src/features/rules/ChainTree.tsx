import { ChevronDown, ChevronRight } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import type { FoldedChains } from "@/scene/rules-index/foldChains";
import { heatOf } from "@/scene/rules-index/heatOf";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { type TreeRow, treeRows } from "@/scene/rules-index/treeRows";
import { goToFound } from "@/state/foundInWalk";
import { useStore } from "@/state/store";
import { useFoldedChains } from "@/state/useFoldedChains";
import { VirtualList } from "@/ui/VirtualList";
import { ChainTreeRow } from "./ChainTreeRow";

const ROW_PX = { normal: 24, projector: 32 } as const;

export interface ChainTreeProps {
  readonly node: string;
  /** Undefined while the rules are being read. */
  readonly index: RulesIndex | undefined;
  readonly toolbar: ReactNode;
}

/** Tables and their chains with what is known of each; a chain leads to its rules and its place in the graph. */
export function ChainTree({ node, index, toolbar }: ChainTreeProps) {
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState<number>();
  const density = useStore((state) => state.panels.density);
  const showsHeat = useStore((state) => state.panels.showsHeat);
  const folded = useFoldedChains(index);
  const rows = useMemo(() => folded && treeRows(folded, turned), [folded, turned]);
  const open = (at: number) => {
    const row = rows?.at(at);
    if (row === undefined) return;
    if (row.kind !== "chain") setTurned(turnedWith(turned, row.id));
    else goToChain(node, index, row.chain);
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-1 px-3">
        <p className="min-w-32 flex-1 text-sm text-text-3">{summary(folded)}</p>
        {toolbar}
      </div>
      <VirtualList
        label={`Tables and chains of ${node}`}
        count={rows?.count ?? 0}
        rowHeightPx={ROW_PX[density]}
        current={current}
        onChoose={setCurrent}
        onOpen={open}
        row={(at) => {
          const row = rows?.at(at);
          return (
            row !== undefined &&
            index !== undefined && (
              <ChainTreeRow
                row={row}
                index={index}
                isCurrent={at === current}
                heat={showsHeat && index.hasCounters ? heatOf(packetsOf(row, index)) : undefined}
                sign={<FoldSign row={row} />}
              />
            )
          );
        }}
      />
    </div>
  );
}

function summary(folded: FoldedChains | undefined): string {
  if (folded === undefined) return "Reading the rules…";
  const { index, rules } = folded;
  return `${index.chains.length.toLocaleString("en")} chains, ${rules.toLocaleString("en")} rules`;
}

function turnedWith(turned: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(turned);
  if (!next.delete(id)) next.add(id);
  return next;
}

function goToChain(node: string, index: RulesIndex | undefined, number: number): void {
  const chain = index?.chains[number];
  if (chain !== undefined)
    goToFound({ node, table: chain.table, chain: chain.name, ruleNumber: 0 });
}

function packetsOf(row: TreeRow, index: RulesIndex): number | undefined {
  if (row.kind === "chain") return index.chains[row.chain]?.counters?.packets;
  return row.kind === "prefix" ? row.packets : undefined;
}

function FoldSign({ row }: { readonly row: TreeRow }) {
  if (row.kind === "chain") return <span className="w-4 shrink-0" />;
  const Sign = row.isOpen ? ChevronDown : ChevronRight;
  return (
    <>
      <Sign aria-hidden="true" className="size-4 shrink-0 text-text-3" />
      <span className="sr-only">{row.isOpen ? "open:" : "folded:"}</span>
    </>
  );
}
