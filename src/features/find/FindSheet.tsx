import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from "react";
import { goToFound, useNodeAtHand } from "@/state/foundInWalk";
import type { FoundRule } from "@/state/selection";
import { useStore } from "@/state/store";
import { useRulesIndex } from "@/state/useRulesIndex";
import { useRulesSearch } from "@/state/useRulesSearch";
import { Sheet } from "@/ui/Sheet";
import { FoundGroups } from "./FoundGroups";

export interface FindSheetProps {
  /** Where there is no room for a graph, what was found is shown in the rules. */
  readonly isPhone: boolean;
}

/** Finds a Service, pod, address, port, chain, comment or mark in the rules of the node at hand, as one types. */
export function FindSheet({ isPhone }: FindSheetProps) {
  const node = useNodeAtHand();
  const panels = useStore((state) => state.panels);
  const [typed, setTyped] = useState("");
  const sought = useDeferredValue(typed.trim());
  const index = useRulesIndex(node);
  const found = useRulesSearch(index, sought);
  const go = (place: Omit<FoundRule, "node">) => {
    if (node === undefined) return;
    goToFound({ node, ...place });
    if (!isPhone) panels.setBottomTab("rules");
    panels.setOpenSheet(isPhone ? "rules" : undefined);
  };
  return (
    <Sheet
      title={node === undefined ? "Find" : `Find in the rules of ${node}`}
      isOpen
      side="broad"
      onClose={() => panels.setOpenSheet(undefined)}
    >
      <section
        aria-label="Search"
        className="flex h-[min(560px,calc(100dvh-112px))] flex-col"
        onKeyDown={moveFocus}
      >
        <Field typed={typed} onType={setTyped} />
        <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
          {sought !== "" && index !== undefined && found !== undefined ? (
            <FoundGroups index={index} found={found} onGo={go} />
          ) : (
            <p className="py-2 text-md text-text-3">{waitingText(node, sought)}</p>
          )}
        </div>
      </section>
    </Sheet>
  );
}

function waitingText(node: string | undefined, sought: string): string {
  if (node === undefined) return "No node with rules is on this packet's way.";
  if (sought !== "") return "Reading the rules…";
  return "An address is found inside networks too, a network by the addresses in it. A number is a port, 0x4000 a mark.";
}

interface FieldProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

function Field({ typed, onType }: FieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <search className="shrink-0 px-4 py-3">
      <input
        ref={input}
        type="text"
        aria-label="Find"
        data-found=""
        placeholder="Service, pod, address, port, chain, comment, mark"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        className="kernel h-9 w-full rounded-2 border border-line bg-field px-3 placeholder:text-text-3"
      />
    </search>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Up and down go from the field through the results; Enter in the field takes the first. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-found]")];
  const at = all.findIndex((one) => one.matches(":focus"));
  if (event.key === "Enter" && at === 0) {
    event.preventDefault();
    all[1]?.click();
    return;
  }
  const step = STEPS[event.key];
  if (step === undefined || at === -1) return;
  event.preventDefault();
  all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
}
