import type { ChainHop, ConntrackHop, Hop, TableName, WireHop } from "@/engine";
import type { Stop } from "../playback/stop";
import { THROWN_AWAY } from "../playback/strangeAnswer";
import type { Timeline } from "../playback/timeline";
import { packetRewrites, rewritePhrase, toneOf } from "./changePhrase";
import { setBits } from "./markMeaning";
import { routingLogText } from "./routingLogText";
import { code, type Sentence, say, strong } from "./sentence";

/** One line of the walk log. */
export interface LogLine {
  readonly stop: number;
  /** What the chip before the line says: the table, or what else it was. */
  readonly chip: TableName | "wire" | "route" | "ct";
  /** Where: `KUBE-SERVICES:2`, `KUBE-FORWARD end`, `to 10.244.1.0/24`, `client to node-a`. */
  readonly place: string;
  readonly what: Sentence;
  /** At the right end: `2 passed over`, `bit 14`; "" when there is nothing to say. */
  readonly note: string;
  /** How many rules were passed over, where the note tells that; else 0. */
  readonly passedOver: number;
  /** Whether it decided how the packet fares: a rewrite, a mark, a route, a verdict of filter, an end. */
  readonly isDecisive: boolean;
  /** Set on the first line of a part: `Reply`. */
  readonly part: string | undefined;
  /** Set on the first line on another host. */
  readonly host: string | undefined;
}

/** The walk as lines, one a hop; stop 0 has none. */
export function walkLog(timeline: Timeline): readonly LogLine[] {
  const parts = new Map(timeline.parts.map(({ firstStop, label }) => [firstStop, label]));
  const [first] = timeline.parts;
  if (first !== undefined) parts.set(1, first.label);
  return timeline.stops.flatMap((stop, index): LogLine[] => {
    if (stop.hop === undefined) return [];
    const before = timeline.stops[index - 1];
    return [
      {
        stop: stop.index,
        ...lineOf(stop, stop.hop),
        isDecisive: isDecisive(stop, stop.hop),
        part: parts.get(stop.index),
        host: before?.at === stop.at ? undefined : stop.at,
      },
    ];
  });
}

/** Where the packet was changed, routed, let through or stopped; jumps, returns and policies that let it on only lead there. */
function isDecisive({ change }: Stop, hop: Hop): boolean {
  if (change !== undefined || hop.kind === "routing" || hop.kind === "undecided") return true;
  return hop.kind === "rule" && hop.table === "filter" && hop.verdict === "ACCEPT";
}

type LineText = Pick<LogLine, "chip" | "place" | "what" | "note" | "passedOver">;

function lineOf(stop: Stop, hop: Hop): LineText {
  switch (hop.kind) {
    case "wire":
      return {
        chip: "wire",
        place: `${hop.from} → ${hop.to}`,
        what: wireText(stop),
        note: segmentNote(hop),
        passedOver: 0,
      };
    case "routing":
      return { chip: "route", ...routingLogText(hop), note: "", passedOver: 0 };
    case "conntrack":
      return {
        chip: "ct",
        place: hop.hook,
        what: conntrackText(stop, hop),
        note: "",
        passedOver: 0,
      };
    default:
      return {
        chip: hop.table,
        place: placeOf(hop),
        what: chainText(stop, hop),
        ...chainNote(stop, hop),
      };
  }
}

/** A chain's end is no rule, so it has no number. */
function placeOf({ kind, chain, ruleNumber }: ChainHop): string {
  return kind === "return" || kind === "policy" ? `${chain} end` : `${chain}:${ruleNumber}`;
}

/** A pod's own link needs no name: the interface says it. */
function segmentNote({ network }: WireHop): string {
  return network.includes("/") ? "" : network;
}

function wireText({ hop, change }: Stop): Sentence {
  if (hop?.kind !== "wire") return [];
  if (change?.kind === "delivered") return say`${strong("delivered", "accept")}`;
  if (change?.label === THROWN_AWAY) return say`arrived, ${strong(THROWN_AWAY, "drop")}`;
  return hop.toInterface === undefined ? say`over the link` : say`in by ${hop.toInterface}`;
}

const CONNTRACK_TEXTS: Readonly<Record<ConntrackHop["did"], string>> = {
  new: "new connection",
  found: "known connection",
  invalid: "cannot place it",
  related: "speaks of a known connection",
  untracked: "not tracked",
  confirmed: "connection kept",
  translated: "translated as before",
  full: "no room for it",
};

function conntrackText(stop: Stop, { did, connection }: ConntrackHop): Sentence {
  if (stop.change !== undefined) return changeText(stop);
  const state = connection === undefined || did === "confirmed" ? "" : `, ${connection.state}`;
  return say`${CONNTRACK_TEXTS[did]}${state}`;
}

function chainText(stop: Stop, hop: ChainHop): Sentence {
  if (stop.change !== undefined && stop.change.kind !== "delivered") return changeText(stop);
  switch (hop.kind) {
    case "return":
      return say`returns to ${code(hop.stack.at(-2) ?? "")}`;
    case "policy":
      return say`policy ${strong(hop.verdict, hop.verdict === "ACCEPT" ? "accept" : "drop")}`;
    case "undecided":
      return say`${strong("undecided", "undecided")}`;
    case "rule":
      return verdictText(hop.verdict);
  }
}

const PLAIN_VERDICTS: ReadonlySet<string> = new Set([
  "RETURN",
  "LOG",
  "MARK",
  "CONNMARK",
  "CT",
  "NOTRACK",
]);

function verdictText(verdict: string | undefined): Sentence {
  if (verdict === undefined) return say`counted`;
  if (verdict === "ACCEPT") return say`${strong("ACCEPT", "accept")}`;
  return PLAIN_VERDICTS.has(verdict) ? say`${verdict}` : say`→ ${code(verdict)}`;
}

function changeText({ change }: Stop): Sentence {
  if (change === undefined) return [];
  const tone = toneOf(change.kind);
  const rewrites = packetRewrites(change.rewrites).map((rewrite) => rewritePhrase(rewrite, tone));
  return rewrites.reduce<Sentence>(
    (sentence, rewrite) => say`${sentence} ${rewrite}`,
    say`${strong(change.kind === "mark" ? "MARK" : change.label, tone)}`,
  );
}

/** How many rules were tried in vain, or which bit of the mark changed; nothing beside a rewritten address. */
function chainNote(
  { change }: Stop,
  { firstTried, ruleNumber, before, after }: ChainHop,
): Pick<LogLine, "note" | "passedOver"> {
  const isRewritten = change?.rewrites.some(
    ({ field }) => field === "destination" || field === "source",
  );
  const changed = setBits((before.mark ^ after.mark) >>> 0);
  if (changed.length > 0 && isRewritten !== true) {
    const bits = `${changed.length === 1 ? "bit" : "bits"} ${changed.join(", ")}`;
    return { note: bits, passedOver: 0 };
  }
  const passedOver = isRewritten === true ? 0 : ruleNumber - firstTried;
  const note = passedOver > 0 ? `${passedOver.toLocaleString("en")} passed over` : "";
  return { note, passedOver };
}
