import { Send, Square } from "lucide-react";
import { useState } from "react";
import type { CountRun } from "@/state/counting/countRun";
import { useCountRun } from "@/state/counting/useCountRun";
import { checkConnections } from "@/state/numberChecks";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { CheckedField } from "@/ui/CheckedField";
import { ProgressBar } from "@/ui/ProgressBar";
import { Sheet } from "@/ui/Sheet";
import { CountBars } from "./CountBars";

const USUAL_CONNECTIONS = 1_000_000;

/** Many new connections of the packet at hand, and where they arrive. */
export function CountSheet() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const { from, to, protocol, port } = useStore((state) => state.document.packet);
  const seed = useStore((state) => state.document.seed);
  const [connections, setConnections] = useState(USUAL_CONNECTIONS);
  const { run, start, cancel } = useCountRun();
  return (
    <Sheet title="Count by endpoint" isOpen side="middle" onClose={() => setOpenSheet(undefined)}>
      <div className="flex flex-col gap-4 p-5">
        <p className="text-md text-text-2">
          New connections from <code className="kernel text-text">{from}</code> to{" "}
          <code className="kernel text-text">{to}</code>, {protocol}
          {protocol === "icmp" ? "" : ` ${port}`}, one after the other, each from the next source
          port. Chance follows seed {seed}: the same seed, the same figures.
        </p>
        <div className="flex flex-wrap items-start gap-2">
          <div className="w-54">
            <CheckedField
              label="Connections"
              inputMode="numeric"
              value={connections.toLocaleString("en")}
              check={checkConnections}
              normalise={(text) => numberOf(text).toLocaleString("en")}
              onCommit={(text) => setConnections(numberOf(text))}
            />
          </div>
          {run.kind === "running" ? (
            <Button onClick={cancel}>
              <Square aria-hidden="true" className="size-3.5" /> Cancel
            </Button>
          ) : (
            <Button variant="primary" className="h-(--control)!" onClick={() => start(connections)}>
              <Send aria-hidden="true" className="size-3.5" /> Send them
            </Button>
          )}
        </div>
        <Outcome run={run} />
      </div>
    </Sheet>
  );
}

function numberOf(text: string): number {
  return Number(text.replaceAll(",", ""));
}

function Outcome({ run }: { readonly run: CountRun }) {
  switch (run.kind) {
    case "idle":
      return null;
    case "failed":
      return <p role="alert">{run.sentence}</p>;
    case "running":
    case "cancelled":
      return <Progress run={run} />;
    case "done":
      return <CountBars run={run} />;
  }
}

interface ProgressProps {
  readonly run: Extract<CountRun, { readonly kind: "running" | "cancelled" }>;
}

function Progress({ run: { kind, done, total } }: ProgressProps) {
  return (
    <div className="flex flex-col gap-1.5">
      <ProgressBar label="Connections" done={done} total={total} />
      <output className="text-md text-text-2 tabular-nums">
        {kind === "cancelled" && "Cancelled after "}
        {done.toLocaleString("en")} of {total.toLocaleString("en")} connections
      </output>
    </div>
  );
}
