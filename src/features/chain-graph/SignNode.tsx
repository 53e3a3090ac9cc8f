import type { Node, NodeProps } from "@xyflow/react";
import clsx from "clsx";
import {
  ArrowRight,
  CircleX,
  CornerDownRight,
  Link2,
  type LucideIcon,
  SquareTerminal,
} from "lucide-react";
import { memo } from "react";
import type { Sign } from "@/scene/chain-graph/chainGraph";

/** A sign as React Flow keeps it. */
export type SignFlowNode = Node<
  {
    readonly sign: Sign;
    /** The packet rests here. */
    readonly isHere: boolean;
    /** The dotted line leads here. */
    readonly isNext: boolean;
  },
  "sign"
>;

export type SignLook = Omit<SignFlowNode["data"], "sign">;

/** The side of the square that a sign is drawn in; its point is the middle of it. */
export const SIGN_PX = 28;

const ICONS: Readonly<Record<Exclude<Sign["kind"], "table">, LucideIcon>> = {
  routing: ArrowRight,
  "wire-in": ArrowRight,
  "wire-out": ArrowRight,
  "local-process": SquareTerminal,
  lost: CircleX,
  delivered: CornerDownRight,
  conntrack: Link2,
};

/** A routing decision or an end of the walk: a small sign with its words below. */
export const SignNode = memo(function SignNode({ data }: NodeProps<SignFlowNode>) {
  const { sign, isNext, isHere } = data;
  if (sign.kind === "table") return <TableSign sign={sign} isHere={isHere} />;
  const Icon = ICONS[sign.kind];
  if (sign.kind === "conntrack" || sign.kind === "wire-in")
    return <TitleSign sign={sign} Icon={Icon} />;
  const isDiamond = sign.kind === "routing";
  return (
    <div className="relative flex size-7 items-center justify-center">
      <span
        className={clsx(
          "absolute border-[1.5px] bg-box",
          isDiamond ? "inset-1 rotate-45 rounded-1" : "inset-0.5 rounded-full",
          isNext ? "border-ink" : "border-line-strong",
          sign.kind === "lost" && "border-verdict-drop",
        )}
      />
      <Icon
        aria-hidden="true"
        className={clsx(
          "relative size-3.5",
          sign.kind === "lost" ? "text-verdict-drop-text" : "text-text-2",
          isNext && "text-ink",
        )}
      />
      <p className="graph-rows absolute top-full left-1/2 w-max max-w-40 -translate-x-1/2 pt-1 text-center font-sans text-[12px]/[16px] text-text-2">
        {sign.text.map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </p>
    </div>
  );
});

/** The table's name stands there already, and the packet's own sign is below it while it passes. */
function TableSign({ sign, isHere }: { readonly sign: Sign; readonly isHere: boolean }) {
  return <span data-passed-table={sign.text[0]} data-look={isHere ? "current" : "idle"} />;
}

/** In the line of the lane's title, so its words stand beside it. */
function TitleSign({ sign, Icon }: { readonly sign: Sign; readonly Icon: LucideIcon }) {
  return (
    <p className="graph-rows absolute top-1.5 left-1.5 flex h-4 items-center gap-1.5 font-sans text-[12px]/[16px] whitespace-nowrap text-text-2">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-text-3" />
      {sign.text.join(" ")}
    </p>
  );
}
