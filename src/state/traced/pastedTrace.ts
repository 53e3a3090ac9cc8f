import type { ReplayedTrace } from "@/conformance/trace/replayTrace";
import { tracedPackets } from "@/conformance/trace/tracedPackets";
import { placeOfStep } from "@/conformance/trace/tracePlace";
import { HOOKS } from "@/engine";
import { splitSections } from "@/intake/sections/splitSections";
import { readTrace } from "@/intake/traces/readTrace";
import type { TraceStep } from "@/intake/traces/traceStep";
import type { WalkDocument } from "../document";
import type { PasteReading } from "../pasteReading";
import { describedWorld } from "../walk/describedWorld";
import { packetWords as packetText } from "./packetWords";
import { replayOf, walkTraces } from "./walkTraces";

/** What was found in a text that holds lines of a kernel trace as well, or nothing else: they are walked on the rules beside them, or on those that are open. */
export async function withTrace(
  text: string,
  reading: PasteReading,
  open: WalkDocument,
): Promise<PasteReading> {
  await walkTraces();
  const traced = traceText(text);
  const steps = readTrace(splitSections(traced));
  if (steps.length === 0) return reading;
  const ofRules = reading.isPacket === true ? undefined : reading.document;
  const base = ofRules ?? (fits(open, steps) ? open : undefined);
  if (base === undefined)
    return { ...reading, sentence: `${countWords(steps)} ${NO_RULES}`, facts: waysMet(steps) };
  const document: WalkDocument = { ...base, traced: { text: traced, isWalked: true } };
  const replayed = replayOf(traced, describedWorld(base.source));
  const isOpen = ofRules === undefined;
  const where = isOpen ? `, on the rules that are open (${open.title})` : "";
  return {
    ...reading,
    isPacket: false,
    document,
    sentence: isOpen
      ? `A kernel trace: ${packetWords(replayed, steps)}${where}.`
      : `${reading.sentence} ${packetWords(replayed, steps)}.`,
    facts: [...(isOpen ? [] : reading.facts), agreementWords(replayed)],
    problems: [...(isOpen ? [] : reading.problems), ...problemsOf(replayed)],
  };
}

const NO_RULES =
  "The rules that are open are not those of this trace: put what iptables-save prints on the same node into the box as well.";

/** Without rules nothing can be walked: what the kernel tells of each packet is all there is. */
function waysMet(steps: readonly TraceStep[]): readonly string[] {
  return tracedPackets(steps).map((way) => {
    const places = way.map(placeOfStep).join(", ");
    return `Line ${way[0]?.line}: ${packetText({ packet: way[0]?.packet })}: ${places}.`;
  });
}

/** The lines of a text that a kernel's trace printed. */
function traceText(text: string): string {
  return splitSections(text)
    .filter(({ kind }) => kind === "trace" || kind === "xtables-monitor")
    .map((section) => section.text)
    .join("\n");
}

/** Whether the rules that are open may be those that were traced: they have most of the user chains that the trace names. */
function fits({ source }: WalkDocument, steps: readonly TraceStep[]): boolean {
  const isBase = (chain: string) => HOOKS.some((hook) => hook === chain);
  const met = new Map(steps.map((step) => [`${step.table} ${step.chain}`, step]));
  const own = [...met.values()].filter(({ chain }) => !isBase(chain));
  if (own.length === 0) return source.kind === "pasted";
  const rulesets = [...describedWorld(source).rules.values()].map(({ ruleset }) => ruleset);
  const known = own.filter(({ table, chain }) =>
    rulesets.some((rules) => rules.table(table)?.chain(chain) !== undefined),
  );
  return known.length * 2 >= own.length;
}

function countWords(steps: readonly TraceStep[]): string {
  return `A kernel trace of ${counted(steps.length, "line")}.`;
}

function packetWords({ packets, left }: ReplayedTrace, steps: readonly TraceStep[]): string {
  return `${counted(packets.length + left, "packet")} traced, ${counted(steps.length, "line")}`;
}

function agreementWords({ packets, left }: ReplayedTrace): string {
  const differing = packets.filter(({ difference }) => difference !== undefined).length;
  const walked = packets.filter(({ walked: sent }) => sent !== undefined).length;
  const most = left === 0 ? "" : ` The first ${packets.length} are walked.`;
  if (differing > 0)
    return `${differing} of ${walked} went another way in the kernel than in this engine on these rules.${most}`;
  return `${walked === 1 ? "It goes" : `All ${walked} go`} as in the kernel, step for step.${most}`;
}

function problemsOf({ packets }: ReplayedTrace): readonly string[] {
  const whys = packets.flatMap(({ line, notWalked }) =>
    notWalked === undefined ? [] : [`Line ${line} of the trace: ${notWalked}`],
  );
  return whys.slice(0, MOST_LISTED);
}

const MOST_LISTED = 20;

function counted(value: number, what: string): string {
  return `${value.toLocaleString("en")} ${what}${value === 1 ? "" : "s"}`;
}
