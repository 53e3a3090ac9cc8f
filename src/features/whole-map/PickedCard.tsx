import clsx from "clsx";
import { X } from "lucide-react";
import type { WholeMap } from "@/scene/whole-map/wholeMap";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { ChainWords } from "./ChainTag";

export interface PickedCardProps {
  readonly map: WholeMap;
  readonly chain: number;
  /** At the right where the chain itself is at the left. */
  readonly isRight: boolean;
  readonly isPhone: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** The chain that was picked, with the way into the graph. */
export function PickedCard({ map, chain, isRight, isPhone, ...does }: PickedCardProps) {
  return (
    <section
      aria-label="Picked chain"
      className={clsx(
        "absolute bottom-3 z-1 max-w-[calc(100%-24px)] rounded-3 border border-line bg-box py-2 pr-2 pl-3 shadow-float",
        isRight ? "right-3" : "left-3",
      )}
    >
      <div className="flex items-start gap-3">
        <div className="min-w-0">
          <ChainWords map={map} chain={chain} />
        </div>
        <IconButton label="Let go of this chain" className="-mt-1" onClick={does.onClose}>
          <X aria-hidden="true" className="size-3.5" />
        </IconButton>
      </div>
      <Button className="mt-1.5 text-sm" size={isPhone ? "touch" : "default"} onClick={does.onOpen}>
        {isPhone ? "Show its rules" : "Open in the graph"}
      </Button>
    </section>
  );
}
