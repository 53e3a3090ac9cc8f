import { ArrowLeftRight } from "lucide-react";
import {
  type ComparedSide,
  chooseNode,
  dropSide,
  nodeNames,
  type SideName,
  swapSides,
  useComparing,
} from "@/state/comparing/compareStore";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { Select } from "@/ui/Select";
import { EmptySide } from "./EmptySide";

const NAMES = { before: "Before", now: "Now" } as const;

/** What is compared with what, and where both come from. */
export function Sides() {
  const { before, now } = useComparing();
  return (
    <div className="grid shrink-0 gap-x-3 gap-y-2 border-b border-line-faint px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)]">
      <Side name="before" side={before} />
      <IconButton label="Swap before and now" onClick={swapSides}>
        <ArrowLeftRight aria-hidden="true" className="size-4" />
      </IconButton>
      <Side name="now" side={now} />
    </div>
  );
}

interface SideProps {
  readonly name: SideName;
  readonly side: ComparedSide | undefined;
}

function Side({ name, side }: SideProps) {
  return (
    <section
      aria-label={NAMES[name]}
      className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2"
    >
      <h3 className="w-12 shrink-0 text-md font-semibold">{NAMES[name]}</h3>
      {side === undefined ? <EmptySide name={name} /> : <Chosen name={name} side={side} />}
    </section>
  );
}

function Chosen({ name, side }: { readonly name: SideName; readonly side: ComparedSide }) {
  const nodes = nodeNames(side.document);
  return (
    <>
      <span className="min-w-0 truncate text-md" title={side.document.title}>
        {side.document.title}
      </span>
      {nodes.length > 1 && (
        <span className="w-44">
          <Select
            label={`Node ${name}`}
            layout="hidden"
            isMono
            value={side.node}
            options={nodes.map((node) => ({ value: node, label: node }))}
            onChange={(node) => chooseNode(name, node)}
          />
        </span>
      )}
      <Button variant="plain" className="text-sm" onClick={() => dropSide(name)}>
        Choose another
      </Button>
    </>
  );
}
