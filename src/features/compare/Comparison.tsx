import { useDeferredValue, useMemo, useState } from "react";
import type { ChainDifference } from "@/comparison/chainDifference";
import { comparedSentences, differenceSentence } from "@/comparison/comparisonSentences";
import type { FamilyComparison, TimedComparison } from "@/state/comparing/compareAway";
import type { ComparedSide } from "@/state/comparing/compareStore";
import {
  type ComparisonRow,
  comparisonRows,
  type RowsFilter,
} from "@/state/comparing/comparisonRows";
import { useComparison } from "@/state/comparing/useComparison";
import { Button } from "@/ui/Button";
import { Scroller } from "@/ui/Scroller";
import { Tabs } from "@/ui/Tabs";
import { TextField } from "@/ui/TextField";
import { PacketList } from "./PacketList";
import { RowList } from "./RowList";
import { ServiceList } from "./ServiceList";

interface ComparisonProps {
  readonly before: ComparedSide;
  readonly now: ComparedSide;
}

/** What was found between two dumps, or how far finding it is. */
export function Comparison({ before, now }: ComparisonProps) {
  const { run, cancel } = useComparison(before, now);
  switch (run.kind) {
    case "running":
      return (
        <p role="status" className="flex items-center gap-2 px-4 py-3 text-md text-text-2">
          {run.line} <Button onClick={cancel}>Cancel</Button>
        </p>
      );
    case "cancelled":
      return <p className="px-4 py-3 text-md">The comparison was cancelled.</p>;
    case "failed":
      return (
        <p role="alert" className="px-4 py-3 text-md">
          {run.sentence}
        </p>
      );
    case "done":
      return <Found run={run} />;
  }
}

const EVERYTHING: RowsFilter = { sought: "", service: undefined };

function Found({ run: { comparison, tookMs } }: { readonly run: TimedComparison }) {
  const { families } = comparison;
  const [filter, setFilter] = useState(EVERYTHING);
  const [tab, setTab] = useState<"rules" | "packets">("rules");
  const shown = useDeferredValue(filter);
  const chains = useMemo(() => families.flatMap((family) => family.chains), [families]);
  const rows = useMemo(() => comparisonRows(chains, shown), [chains, shown]);
  const services = families.flatMap((family) => family.services);
  return (
    <div className="flex min-h-0 flex-1 flex-col md:grid md:grid-cols-[minmax(0,380px)_minmax(0,1fr)] md:grid-rows-[minmax(0,1fr)]">
      <Scroller label="Summary" className="border-line-faint px-4 py-3 md:border-r">
        {families.map((family) => (
          <div key={family.family} className="mb-2">
            <p role="status" className="text-md font-semibold">
              {families.length > 1 && `${TOOLS[family.family]}: `}
              {differenceSentence(family.counts)}
            </p>
            {comparedSentences(family).map((sentence) => (
              <p key={sentence} className="mt-1 text-sm text-text-2">
                {sentence}
              </p>
            ))}
          </div>
        ))}
        <p className="mb-3 text-sm text-text-3">Compared in {Math.ceil(tookMs)} ms.</p>
        {chains.length > 0 && (
          <TextField
            label="Show only"
            layout="hidden"
            inputMode="search"
            placeholder="Chain, Service, address, anything in a rule"
            value={filter.sought}
            onChange={(sought) => setFilter({ ...filter, sought })}
          />
        )}
        <ServiceList
          services={services}
          chosen={filter.service}
          onChoose={(service) => setFilter({ ...filter, service })}
        />
      </Scroller>
      <Tabs
        label="What differs"
        className="h-[70dvh] border-line-faint max-md:border-t md:h-auto md:min-h-0"
        tabs={[
          { id: "rules", label: `Rules (${rulesOf(chains).toLocaleString("en")})` },
          { id: "packets", label: `Packets (${packetsOf(families).toLocaleString("en")})` },
        ]}
        value={tab}
        onChange={setTab}
      >
        {tab === "packets" ? (
          <PacketList families={families} />
        ) : (
          <Rows rows={rows} isFiltered={chains.length > 0} />
        )}
      </Tabs>
    </div>
  );
}

function Rows({
  rows,
  isFiltered,
}: {
  readonly rows: readonly ComparisonRow[];
  readonly isFiltered: boolean;
}) {
  if (rows.length > 0) return <RowList rows={rows} />;
  return (
    <p className="px-4 py-3 text-md text-text-2">
      {isFiltered ? "No chain has that in it." : "Both dumps have the same rules."}
    </p>
  );
}

function rulesOf(chains: readonly ChainDifference[]): number {
  return chains.reduce((sum, { rules }) => sum + rules.length, 0);
}

function packetsOf(families: readonly FamilyComparison[]): number {
  return families.reduce((sum, { packets }) => sum + packets.differing, 0);
}

const TOOLS = { IPv4: "iptables", IPv6: "ip6tables" } as const;
