import type { Sign } from "@/scene/chain-graph/chainGraph";
import type { BoxView } from "./boxView";
import type { ChainBoxFlowNode } from "./ChainBoxNode";
import { SIGN_PX, type SignFlowNode, type SignLook } from "./SignNode";

export type GraphFlowNode = ChainBoxFlowNode | SignFlowNode;

/** What every node has: it is a picture, moved by nobody. Its rows are what can be focused. */
const FIXED = {
  draggable: false,
  selectable: false,
  connectable: false,
  focusable: false,
  ariaRole: "group" as const,
  domAttributes: { "aria-roledescription": undefined },
  style: { pointerEvents: "all" as const },
};

/** A box as a React Flow node with its size given, so that nothing waits to be measured. */
export function boxNode(view: BoxView): ChainBoxFlowNode {
  const { box } = view;
  return {
    ...FIXED,
    id: box.id,
    type: "chain",
    position: { x: box.x, y: box.y },
    width: box.widthPx,
    height: box.heightPx,
    ariaLabel: `${box.table} ${box.chain} at ${box.hook}`,
    data: { view },
  };
}

/** A sign as a React Flow node. Its point is its middle. */
export function signNode(sign: Sign, look: SignLook): SignFlowNode {
  return {
    ...FIXED,
    id: sign.id,
    type: "sign",
    position: { x: sign.x - SIGN_PX / 2, y: sign.y - SIGN_PX / 2 },
    width: SIGN_PX,
    height: SIGN_PX,
    ariaLabel: sign.text.join(" "),
    data: { sign, ...look },
  };
}
