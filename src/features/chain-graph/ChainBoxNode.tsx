import type { Node, NodeProps } from "@xyflow/react";
import clsx from "clsx";
import { memo } from "react";
import type { ChainBox, Row } from "@/scene/chain-graph/chainGraph";
import type { RowState } from "@/scene/chain-graph/graphState";
import type { BoxView } from "./boxView";
import { DisabledRow } from "./DisabledRow";
import { useGraphActions } from "./GraphActions";
import { gapText } from "./gapText";
import { KernelNote, useKernelFlag } from "./KernelRows";
import { useIsLitRow } from "./LitRows";
import { RuleRow } from "./RuleRow";
import { boxHeight, rowHeight, rowTop } from "./rowGrowth";
import { failureText, rowLabel } from "./rowLabel";
import { TABLE_LOOKS } from "./tableLook";

/** A chain as React Flow keeps it. */
export type ChainBoxFlowNode = Node<{ readonly view: BoxView }, "chain">;

/** A chain: its name, its rules as rows, and below it what its hashed name stands for. */
export const ChainBoxNode = memo(function ChainBoxNode({ data }: NodeProps<ChainBoxFlowNode>) {
  const { box, look, rows, drew, cursorRow, selectedRow, undecidedRow } = data.view;
  return (
    <div
      data-chain-box={box.chain}
      data-look={look}
      className={clsx(
        "absolute inset-x-0 top-0 rounded-3 bg-box",
        look === "idle" && "ring-1 ring-line",
        look === "visited" && ["ring-1", TABLE_LOOKS[box.table].line],
        look === "current" && ["ring-2", TABLE_LOOKS[box.table].ring],
      )}
      style={{ height: boxHeight(box, rows) }}
    >
      <BoxHeader box={box} look={look} />
      <div className="graph-rows">
        {box.rows.map((row) => (
          <RowButton
            key={row.id}
            box={box}
            row={row}
            states={rows}
            isCursor={row.id === cursorRow}
            isSelected={row.id === selectedRow}
            isUndecided={row.id === undecidedRow}
          />
        ))}
      </div>
      <BoxNote lines={drew === undefined ? box.note : [...box.note, drew]} />
    </div>
  );
});

interface BoxHeaderProps {
  readonly box: ChainBox;
  readonly look: BoxView["look"];
}

/** The chain's name and what is to be said of the whole chain. A group of chains opens when it is pressed. */
function BoxHeader({ box, look }: BoxHeaderProps) {
  const { open } = useGraphActions();
  const className = clsx(
    "graph-name flex h-8 w-full items-center gap-3 px-3 text-left whitespace-nowrap",
    box.rows.length > 0 && "border-b border-line-faint",
    look === "idle" ? "font-medium text-text-2" : "font-semibold text-text",
  );
  const words = (
    <>
      {box.chain}
      <span className="graph-rows ml-auto font-sans font-normal text-text-3">
        <KernelNote box={box} />
      </span>
    </>
  );
  if (box.stands === undefined) return <header className={className}>{words}</header>;
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={`${box.chain}: show ${box.stands} chains`}
      className={clsx(className, "rounded-3 hover:bg-hover")}
      onClick={() => open(box.id)}
    >
      {words}
    </button>
  );
}

/** What the chain's hashed name stands for, and what chance drew in it. */
function BoxNote({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <p className="graph-rows absolute top-full left-0.5 w-max max-w-96 pt-1.5 font-sans text-[12px]/[16px] text-text-3">
      {lines.map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </p>
  );
}

interface RowButtonProps {
  readonly box: ChainBox;
  readonly row: Row;
  readonly states: ReadonlyMap<string, RowState>;
  readonly isCursor: boolean;
  readonly isSelected: boolean;
  readonly isUndecided: boolean;
}

/** One row. It can be picked; of all rows of the graph one is in the tab order. */
function RowButton({ box, row, states, isCursor, isSelected, isUndecided }: RowButtonProps) {
  const { pick } = useGraphActions();
  const state = states.get(row.id);
  const look = state?.look ?? "idle";
  const isLit = useIsLitRow(box, row);
  const kernel = useKernelFlag(box, row);
  return (
    <button
      type="button"
      data-row={row.id}
      data-look={look}
      data-lit={isLit || undefined}
      data-kernel={kernel}
      tabIndex={isCursor ? 0 : -1}
      aria-label={rowLabel(box, row, state)}
      title={failureText(state)}
      aria-current={look === "current" ? "step" : undefined}
      aria-pressed={isSelected}
      onClick={() => pick(box, row)}
      className={clsx(
        "graph-text absolute inset-x-0 block cursor-pointer text-left text-text-2 outline-offset-[-2px]!",
        look === "current" ? TABLE_LOOKS[box.table].softRow : "hover:bg-hover",
        isSelected && look !== "current" && "bg-selected",
        kernel !== undefined &&
          "bg-verdict-drop-soft shadow-[inset_3px_0_0_var(--color-verdict-drop)]",
        isLit && "shadow-[inset_3px_0_0_var(--color-focus)]",
      )}
      style={{ top: rowTop(box, row, states), height: rowHeight(row, state) }}
    >
      {row.kind === "rule" && (
        <RuleRow row={row} state={state} table={box.table} isUndecided={isUndecided} />
      )}
      {row.kind === "disabled" && <DisabledRow row={row} />}
      {row.kind === "gap" && (
        <span className="flex h-6 items-center gap-4 pr-3 pl-4 font-sans text-text-2">
          <span className="h-4 border-l-2 border-line-strong border-dotted" />
          {gapText(row, state)}
        </span>
      )}
      {row.kind === "end" && (
        <span className="flex h-6 items-center pl-8.5 font-sans">{row.text}</span>
      )}
      {row.kind === "rule" && row.hasPort && <Port box={box} look={look} />}
    </button>
  );
}

/** Where the row's arrow starts. */
function Port({ box, look }: { readonly box: ChainBox; readonly look: RowState["look"] }) {
  const isTaken = look === "matched" || look === "current";
  return (
    <span
      className={clsx(
        "absolute top-[8.5px] -right-[3.5px] size-[7px] rounded-full border-[1.5px]",
        isTaken ? TABLE_LOOKS[box.table].port : "border-line-strong bg-box",
      )}
    />
  );
}
