import { type ReactNode, useDeferredValue, useMemo, useState } from "react";
import type { TableName } from "@/engine";
import type { Stop } from "@/scene/playback/stop";
import type { Timeline } from "@/scene/playback/timeline";
import { heatOf } from "@/scene/rules-index/heatOf";
import { readRuleLine } from "@/scene/rules-index/ruleLine";
import type { RulesIndex } from "@/scene/rules-index/rulesIndex";
import { lineAt, type TextLines, textLines } from "@/scene/rules-index/textLines";
import { useStop, useWalk } from "@/state/derived";
import { useFound } from "@/state/foundInWalk";
import { useLitRules } from "@/state/ruleOrigin";
import { useStore } from "@/state/store";
import { keptNumber } from "@/state/what-if/keepSelected";
import { VirtualList } from "@/ui/VirtualList";
import { RuleLine } from "./RuleLine";
import { RuleSearch } from "./RuleSearch";
import { findLines, lineOfChain, lineOfRule, linesOfRules, ruleAtLine } from "./ruleLines";
import { useLinePick } from "./useLinePick";

const LINE_PX = { normal: 20, projector: 28 } as const;

export interface RuleLinesProps {
  readonly node: string;
  readonly text: string;
  /** Undefined while it is being made. */
  readonly index: RulesIndex | undefined;
  readonly hasCounters: boolean;
  /** Stands beside the search. */
  readonly toolbar: ReactNode;
}

/** The rules of a node as iptables-save prints them; the rule the packet is at is lit, a line leads to its hop. */
export function RuleLines({ node, text, index, hasCounters, toolbar }: RuleLinesProps) {
  const { timeline } = useWalk();
  const stop = useStop();
  const lines = useMemo(() => textLines(text), [text]);
  const lit = useMemo(() => litLine(lines, stop), [lines, stop]);
  const gone = useGoneTo(lines, node);
  const picked = usePickedLine(lines, node);
  const ofService = useLinesOfService(lines, node);
  const density = useStore((state) => state.panels.density);
  const showsHeat = useStore((state) => state.panels.showsHeat) && hasCounters;
  const search = useSearch(lines);
  const ledTo = search.line ?? gone ?? picked;
  const elsewhere = `${search.sought} ${search.at} ${useLeadKey()}`;
  const pick = useLinePick({ node, lines, index, elsewhere });
  return (
    <div className="flex min-h-0 flex-1 flex-col" onKeyDownCapture={pick.onKeyDown}>
      <RuleSearch
        query={search.query}
        count={search.found.length}
        at={search.at}
        onQuery={search.setQuery}
        onStep={search.step}
      >
        {toolbar}
        {pick.bar}
      </RuleSearch>
      <VirtualList
        label={`Rules of ${node}`}
        count={lines.count}
        rowHeightPx={LINE_PX[density]}
        current={pick.line ?? ledTo ?? firstOf(ofService) ?? lit}
        onChoose={(line) => {
          seekRule(lines, line, timeline);
          pick.choose(line);
        }}
        row={(line) => (
          <RuleLine
            number={line + 1}
            text={lineAt(lines, line)}
            sought={search.sought}
            lit={line === lit ? litTable(stop) : undefined}
            isFound={line === (pick.line ?? ledTo)}
            edit={pick.edits.get(line)}
            isOfService={ofService.has(line)}
            heat={showsHeat ? heatOf(readRuleLine(lineAt(lines, line))?.packets) : undefined}
          />
        )}
      />
    </div>
  );
}

/** Another one when something else was found or picked, and not when what was picked got another number. */
function useLeadKey(): string {
  const { selected, found } = useStore((state) => state.selection);
  const rule = selected && keptNumber(selected);
  return JSON.stringify([found, selected?.node, selected?.table, selected?.chain, rule]);
}

/** The line of what was found elsewhere and gone to, until the packet goes on from there. */
function useGoneTo(lines: TextLines, node: string): number | undefined {
  const shown = useFound();
  const stop = useStop();
  const found = shown?.found;
  const line = useMemo(() => {
    if (found?.node !== node) return undefined;
    const ofRule = found.ruleNumber === 0 ? undefined : lineOfRule(lines, found);
    return ofRule ?? lineOfChain(lines, found);
  }, [lines, found, node]);
  const hop = stop?.hop;
  const isAway =
    shown?.chainStop !== undefined &&
    !(hop !== undefined && "chain" in hop && hop.chain === found?.chain);
  return isAway ? undefined : line;
}

/** The line of the rule, or the chain, that was picked elsewhere to be read. */
function usePickedLine(lines: TextLines, node: string): number | undefined {
  const selected = useStore((state) => state.selection.selected);
  return useMemo(() => {
    if (selected === undefined || selected.node !== node) return undefined;
    return selected.ruleNumber === 0 ? lineOfChain(lines, selected) : lineOfRule(lines, selected);
  }, [lines, selected, node]);
}

const NONE: ReadonlySet<number> = new Set();

/** The lines that the Service made whose rules are lit. */
function useLinesOfService(lines: TextLines, node: string | undefined): ReadonlySet<number> {
  const isLit = useLitRules(node);
  return useMemo(() => (isLit === undefined ? NONE : linesOfRules(lines, isLit)), [lines, isLit]);
}

function firstOf(lines: ReadonlySet<number>): number | undefined {
  const [first] = lines;
  return first;
}

function litTable(stop: Stop | undefined): TableName | undefined {
  const hop = stop?.hop;
  return hop !== undefined && "table" in hop ? hop.table : undefined;
}

function litLine(lines: TextLines, stop: Stop | undefined): number | undefined {
  const hop = stop?.hop;
  return hop?.kind === "rule" || hop?.kind === "undecided" ? lineOfRule(lines, hop) : undefined;
}

/** Goes to the hop at which the packet met the rule on a line, if it ever did. */
function seekRule(lines: TextLines, line: number, timeline: Timeline | undefined): void {
  const rule = ruleAtLine(lines, line);
  const met = timeline?.stops.find(
    ({ hop }) =>
      hop?.kind === "rule" &&
      hop.table === rule?.table &&
      hop.chain === rule.chain &&
      hop.ruleNumber === rule.ruleNumber,
  );
  if (met !== undefined) useStore.getState().playback.seekStop(met.index);
}

function useSearch(lines: TextLines) {
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const sought = useDeferredValue(query.trim());
  const found = useMemo(() => findLines(lines, sought), [lines, sought]);
  const at = found.length === 0 ? 0 : (chosen % found.length) + 1;
  return {
    query,
    sought,
    found,
    at,
    line: found[at - 1],
    setQuery: (typed: string) => {
      setQuery(typed);
      setChosen(0);
    },
    step: (by: 1 | -1) => setChosen((old) => old + by + found.length),
  };
}
