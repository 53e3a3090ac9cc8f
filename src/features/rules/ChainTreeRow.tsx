import clsx from "clsx";
import type { ReactNode } from "react";
import type { IndexedChain, RulesIndex } from "@/scene/rules-index/rulesIndex";
import type { TreeRow } from "@/scene/rules-index/treeRows";
import { Chip } from "@/ui/Chip";
import { HeatBar } from "@/ui/HeatBar";

export interface ChainTreeRowProps {
  readonly row: TreeRow;
  readonly index: RulesIndex;
  readonly isCurrent: boolean;
  /** 0 to 1; undefined where no bars are shown. */
  readonly heat: number | undefined;
  /** Whether it is folded, as a sign. */
  readonly sign: ReactNode;
}

/** A table, chains that begin alike, or a chain, with its rules, references and packets. */
export function ChainTreeRow({ row, index, isCurrent, heat, sign }: ChainTreeRowProps) {
  return (
    <div
      className={clsx(
        "flex h-full cursor-pointer items-center gap-2 px-3 text-sm whitespace-nowrap hover:bg-hover",
        isCurrent && "bg-selected",
        row.kind === "prefix" && "pl-7",
        row.kind === "chain" && (row.isInPrefix ? "pl-11" : "pl-7"),
      )}
    >
      {sign}
      <Words row={row} index={index} heat={heat} />
    </div>
  );
}

type WordsProps = Pick<ChainTreeRowProps, "row" | "index" | "heat">;

function Words({ row, index, heat }: WordsProps) {
  if (row.kind === "table")
    return (
      <>
        <Chip tone={row.table}>{row.table}</Chip>
        <Facts>
          {counted(row.chains, "chain")}, {counted(row.rules, "rule")}
        </Facts>
      </>
    );
  if (row.kind === "prefix")
    return (
      <>
        <Heat share={heat} />
        <code className="kernel min-w-0 truncate">{row.prefix}…</code>
        <Facts>
          {counted(row.chains, "chain")}
          <OnDesk>
            , {counted(row.rules, "rule")}
            {row.packets !== undefined && `, ${counted(row.packets, "packet")}`}
          </OnDesk>
        </Facts>
      </>
    );
  const chain = index.chains[row.chain];
  return chain === undefined ? null : <ChainWords chain={chain} heat={heat} />;
}

interface ChainWordsProps {
  readonly chain: IndexedChain;
  readonly heat: number | undefined;
}

function ChainWords({ chain, heat }: ChainWordsProps) {
  const { name, rules, references, counters } = chain;
  return (
    <>
      <Heat share={heat} />
      <code className="kernel min-w-0 truncate" title={name}>
        {name}
      </code>
      <Facts>
        {counted(rules, "rule")}
        <OnDesk>
          , {counted(references, "reference")}
          {counters !== undefined && `, ${counted(counters.packets, "packet")}`}
          {counters !== undefined && `, ${counted(counters.bytes, "byte")}`}
        </OnDesk>
      </Facts>
    </>
  );
}

function Heat({ share }: { readonly share: number | undefined }) {
  return share === undefined ? null : <HeatBar share={share} />;
}

function Facts({ children }: { readonly children: ReactNode }) {
  return <span className="ml-auto shrink-0 pl-4 text-text-3 max-md:pl-1">{children}</span>;
}

/** On a phone there is no room beside the longest names; the bar shows the packets there. */
function OnDesk({ children }: { readonly children: ReactNode }) {
  return <span className="max-md:hidden">{children}</span>;
}

function counted(count: number, name: string): string {
  return `${count.toLocaleString("en")} ${name}${count === 1 ? "" : "s"}`;
}
