import clsx from "clsx";
import { lazy, type ReactNode, Suspense } from "react";
import type { TableName } from "@/engine";
import type {
  ChainBox,
  DisabledRow as DisabledRowData,
  RuleRow as DrawnRule,
  Row,
} from "@/scene/chain-graph/chainGraph";
import type { GraphState, RowState } from "@/scene/chain-graph/graphState";
import type { Stop } from "@/scene/playback/stop";
import { useStop, useWalk } from "@/state/derived";
import { useStore } from "@/state/store";
import { useChainGraph } from "@/state/useChainGraph";
import { usePassedOver } from "@/state/usePassedOver";
import { Button } from "@/ui/Button";
import { Chip } from "@/ui/Chip";
import { NotEqual } from "@/ui/NotEqual";
import { type CallFrame, callFrames } from "./callFrames";
import { DisabledRow } from "./DisabledRow";
import { gapText } from "./gapText";
import { pickedPlace } from "./pickedPlace";
import { RuleRow } from "./RuleRow";
import { rowLabel } from "./rowLabel";
import { TABLE_LOOKS } from "./tableLook";

const RuleSheet = lazy(async () => ({ default: (await import("./RuleSheet")).RuleSheet }));

/** In a narrow window, instead of the graph: the chains that led here one a line, and the current one with its rules. */
export function CallStack() {
  const { timeline } = useWalk();
  const stop = useStop();
  const shown = useChainGraph();
  const isPicked = useStore((state) => state.selection.selected !== undefined);
  if (timeline === undefined || stop === undefined) return null;
  const hop = stop.hop;
  if (hop === undefined || !("stack" in hop) || shown === undefined)
    return <Between stop={stop} last={timeline.stops.length - 1} />;
  const frames = callFrames(timeline.stops, stop.index);
  const box = shown.graph.boxes.find(
    ({ hook, table, chain }) => hook === hop.hook && table === hop.table && chain === hop.chain,
  );
  return (
    <section
      aria-label="Call stack"
      className="min-h-0 flex-1 scroll-pt-10 scroll-pb-3 overflow-y-auto pb-4"
    >
      <Heading stop={stop} last={timeline.stops.length - 1}>
        {hop.hook} <Chip tone={hop.table}>{hop.table}</Chip>
      </Heading>
      <ol className="mx-4">
        {frames.slice(0, -1).map((frame) => (
          <Frame key={frame.chain} frame={frame} table={hop.table} />
        ))}
      </ol>
      {box !== undefined && <OpenChain box={box} node={hop.node} state={shown.state} />}
      <Suspense>{isPicked && <RuleSheet graph={shown.graph} state={shown.state} />}</Suspense>
    </section>
  );
}

interface HeadingProps {
  readonly stop: Stop;
  readonly last: number;
  readonly children: ReactNode;
}

function Heading({ stop, last, children }: HeadingProps) {
  return (
    <header className="sticky top-0 z-10 flex h-10 items-center bg-canvas px-4 text-md font-semibold">
      <h2 className="flex flex-1 items-center gap-2">{children}</h2>
      <WhyNotDoor />
      <span className="text-sm font-normal text-text-2">
        hop {stop.index} of {last}
      </span>
    </header>
  );
}

/** To why the rules before did not take the packet. */
function WhyNotDoor() {
  const passed = usePassedOver();
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  if (passed === undefined) return null;
  return (
    <Button
      variant="plain"
      aria-haspopup="dialog"
      className="text-sm font-normal text-text-2"
      onClick={() => setOpenSheet("passedOver")}
    >
      <NotEqual className="size-3 text-verdict-reject-text" />
      {passed.count.toLocaleString("en")} passed over
    </Button>
  );
}

const BETWEEN = {
  wire: "On the wire",
  routing: "Routing decision",
  conntrack: "Connection tracking",
} as const;

/** Where no chain is walked: at the sender, on the wire, in routing, in conntrack. */
function Between({ stop, last }: { readonly stop: Stop; readonly last: number }) {
  const kind = stop.hop?.kind;
  const name = kind === "wire" || kind === "routing" || kind === "conntrack" ? BETWEEN[kind] : "";
  return (
    <section aria-label="Call stack" className="min-h-0 flex-1 overflow-y-auto">
      <Heading stop={stop} last={last}>
        {name === "" ? "At its sender" : name}
      </Heading>
      <p className="px-4 text-md text-text-2">
        At <code className="kernel text-text">{stop.at}</code>. No chain is walked here.
      </p>
    </section>
  );
}

interface FrameProps {
  readonly frame: CallFrame;
  readonly table: TableName;
}

function Frame({ frame, table }: FrameProps) {
  const colour = TABLE_LOOKS[table].port;
  return (
    <li className="kernel relative flex h-8.5 items-center pl-6 text-text-2">
      <span className={clsx("absolute inset-y-0 left-1.5 w-0.5", colour)} />
      <span
        className={clsx("absolute left-[3px] size-2 rounded-full ring-2 ring-canvas", colour)}
      />
      {frame.chain}
      {frame.ruleNumber !== undefined && (
        <span className="ml-auto text-text-3">rule {frame.ruleNumber}</span>
      )}
    </li>
  );
}

interface OpenChainProps {
  readonly box: ChainBox;
  readonly node: string;
  readonly state: GraphState;
}

function OpenChain({ box, node, state }: OpenChainProps) {
  return (
    <div
      className={clsx("relative mx-4 mt-3 rounded-3 bg-box ring-2", TABLE_LOOKS[box.table].ring)}
    >
      <span className={clsx("absolute -top-3 left-1.5 h-3 w-0.5", TABLE_LOOKS[box.table].port)} />
      <header className="kernel flex h-10 items-center gap-3 border-b border-line-faint px-3.5 font-semibold">
        <span className="min-w-0 break-all">{box.chain}</span>
        {box.side !== undefined && (
          <span className="ml-auto font-sans font-normal whitespace-nowrap text-text-3">
            {box.side}
          </span>
        )}
      </header>
      <ol>
        {box.rows.map((row) => (
          <PhoneRow key={row.id} box={box} node={node} row={row} state={state} />
        ))}
      </ol>
    </div>
  );
}

/** A deep call leaves little room for the chain itself, and the row that the packet is at must be seen. */
function bringIntoView(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: "nearest" });
}

interface PhoneRowProps {
  readonly box: ChainBox;
  readonly node: string;
  readonly row: Row;
  readonly state: GraphState;
}

function PhoneRow({ box, node, row, state }: PhoneRowProps) {
  const rowState = state.rows.get(row.id);
  const isHere = rowState?.look === "current";
  const isUndecided = useStop()?.hop?.kind === "undecided";
  return (
    <li
      ref={isHere ? bringIntoView : undefined}
      aria-label={rowLabel(box, row, rowState)}
      aria-current={isHere ? "step" : undefined}
      className={clsx(
        "graph-text relative py-1.5 pl-2 text-text-2",
        isHere && ["rounded-b-3", TABLE_LOOKS[box.table].softRow],
      )}
    >
      {isHere && (
        <span className="absolute top-3 -left-[8px] size-3.5 rounded-full bg-ink shadow-[0_0_0_3px_var(--color-canvas),0_0_0_4.5px_var(--color-ink)]" />
      )}
      <div data-chain-box={box.chain} className="overflow-x-auto">
        {row.kind === "rule" && (
          <RuleDoor box={box} node={node} row={row} state={rowState}>
            <RuleRow
              row={withoutArrow(row)}
              state={rowState}
              table={box.table}
              isUndecided={isHere && isUndecided}
            />
          </RuleDoor>
        )}
        {row.kind === "disabled" && (
          <RuleDoor box={box} node={node} row={row} state={rowState}>
            <DisabledRow row={row} />
          </RuleDoor>
        )}
        {row.kind === "gap" && (
          <span className="block pl-8.5 font-sans text-text-3">{gapText(row, rowState)}</span>
        )}
        {row.kind === "end" && <span className="block pl-8.5 font-sans">{row.text}</span>}
      </div>
    </li>
  );
}

interface RuleDoorProps {
  readonly box: ChainBox;
  readonly node: string;
  readonly row: DrawnRule | DisabledRowData;
  readonly state: RowState | undefined;
  readonly children: ReactNode;
}

/** A row that opens its rule when it is tapped. */
function RuleDoor({ box, node, row, state, children }: RuleDoorProps) {
  const select = useStore((store) => store.selection.select);
  return (
    <button
      type="button"
      data-row={row.id}
      aria-haspopup="dialog"
      aria-label={rowLabel(box, row, state)}
      className="block w-full text-left"
      onClick={() => select(pickedPlace(node, box, row))}
    >
      {children}
    </button>
  );
}

/** No arrows are drawn here, so a row that jumps names where to. */
function withoutArrow(row: DrawnRule): DrawnRule {
  return { ...row, jumpLabel: row.jumpsTo === undefined ? undefined : `→ ${row.jumpsTo}` };
}
