import { useState } from "react";
import type { ComparisonRow } from "@/state/comparing/comparisonRows";
import { VirtualList } from "@/ui/VirtualList";
import { RowLine } from "./RowLine";

const LINE_PX = 24;

/** The rules that differ, chain by chain. */
export function RowList({ rows }: { readonly rows: readonly ComparisonRow[] }) {
  const [current, setCurrent] = useState<number>();
  return (
    <VirtualList
      label="Rules that differ"
      count={rows.length}
      rowHeightPx={LINE_PX}
      current={current}
      onChoose={setCurrent}
      row={(index) => <RowLine row={rows[index]} />}
    />
  );
}
