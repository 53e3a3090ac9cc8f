import clsx from "clsx";
import type { ReactNode } from "react";
import type { PodCondition } from "@/state/podConditions";
import { ConditionSign } from "@/ui/ConditionSign";
import { LongName } from "@/ui/LongName";

export interface ObjectRowProps {
  readonly name: string;
  readonly address: string;
  readonly isOpen: boolean;
  /** Pods stand below their node. */
  readonly isPod?: boolean;
  /** Of a pod that is not just ready. */
  readonly condition?: PodCondition | undefined;
  readonly onToggle: () => void;
  /** The object's fields; shown while it is open. */
  readonly children: ReactNode;
}

/** An object with its address; opened, its fields. */
export function ObjectRow({
  name,
  address,
  isOpen,
  isPod,
  condition,
  onToggle,
  children,
}: ObjectRowProps) {
  return (
    <li className={clsx(isPod === true && "ml-3 border-l border-line pl-2")}>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className={clsx(
          "-mx-2 flex min-h-7 w-[calc(100%+16px)] items-center justify-between gap-2 rounded-2 px-2 text-left",
          "hover:bg-hover aria-expanded:bg-selected",
        )}
      >
        <span className={clsx("min-w-0", isPod === true ? "kernel" : "text-md font-semibold")}>
          <LongName name={name} />
        </span>
        <span className="ml-auto inline-flex">
          <ConditionSign condition={condition} />
        </span>
        <span className="kernel text-text-2">{address}</span>
      </button>
      {isOpen && <div className="py-2">{children}</div>}
    </li>
  );
}
