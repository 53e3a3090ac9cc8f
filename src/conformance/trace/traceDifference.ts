import {
  type ChainHop,
  explainRulesAt,
  type Outcome,
  type PartExplanation,
  printRule,
  type Ruleset,
  type Trace,
  type World,
} from "@/engine";
import type { TraceStep } from "@/intake/traces/traceStep";
import type { Alignment } from "./alignSteps";
import type { StepPair } from "./stepPair";
import { placeOfHop, placeOfStep } from "./tracePlace";

/** The first place where the engine went another way than the kernel. */
export interface TraceDifference {
  /** Index into the pairs. */
  readonly pair: number;
  /** The step that the engine has otherwise; undefined where the trace ends and the engine goes on. */
  readonly step: TraceStep | undefined;
  /** Where the engine is instead; undefined where its walk has ended. */
  readonly hop: ChainHop | undefined;
  /** `The kernel: nat:A:rule:2. This engine: nat:A:rule:1.` */
  readonly sentence: string;
  /** Why, as far as the rules and the packet tell; "" where they do not. */
  readonly because: string;
}

/** What a walk knows of itself. */
export interface WalkedOnce {
  readonly trace: Trace;
  /** The world that the packet was sent into. */
  readonly before: World;
  readonly rules: Ruleset;
  /** Index into the first turn's `made` where the trace is that of an answer. */
  readonly made?: number | undefined;
}

/** The first difference in words; undefined where there is none. */
export function traceDifference(
  { pairs, agreed }: Alignment,
  walked: WalkedOnce,
): TraceDifference | undefined {
  const first = pairs[agreed];
  if (first === undefined) return undefined;
  const { fields } = first;
  if (fields.length > 0)
    return { pair: agreed, step: first.step, hop: first.hop, ...fieldWords(first) };
  const { step, hop } = { ...firstOf(pairs, agreed) };
  const there = {
    pair: agreed,
    step,
    hop,
    sentence: `The kernel: ${kernelWords(step, pairs[agreed - 1])}. This engine: ${engineWords(hop, walked)}.`,
  };
  return { ...there, because: because(step, hop, walked) };
}

/** The kernel's next step and the engine's next hop. */
function firstOf(pairs: readonly StepPair[], from: number): Pick<StepPair, "step" | "hop"> {
  const later = pairs.slice(from);
  // Where the two have met again, neither has anything more of its own.
  const met = later.findIndex(({ step, hop }) => step !== undefined && hop !== undefined);
  const parted = later.slice(0, met === -1 ? undefined : met + 1);
  return {
    step: parted.find(({ step }) => step !== undefined)?.step,
    hop: parted.find(({ hop }) => hop !== undefined)?.hop,
  };
}

function fieldWords({ step, fields }: StepPair): Pick<TraceDifference, "sentence" | "because"> {
  const at = step === undefined ? "here" : `at ${placeOfStep(step)}`;
  const [theirs, ours] = (["kernel", "engine"] as const).map((side) =>
    fields.map((one) => `${one.field} ${one[side]}`).join(", "),
  );
  return {
    sentence: `Both are ${at}. The kernel's packet has ${theirs}; this engine's has ${ours}.`,
    because: "A rule before this one does something else to the packet here than it did there.",
  };
}

function kernelWords(step: TraceStep | undefined, last: StepPair | undefined): string {
  if (step !== undefined) return placeOfStep(step);
  return last?.step === undefined
    ? "nothing"
    : `the trace ends at ${placeOfStep(last.step)}, the packet stopped there or lines are missing`;
}

function engineWords(hop: ChainHop | undefined, { trace, made }: WalkedOnce): string {
  if (hop !== undefined) return placeOfHop(hop);
  const turn = trace.turns[0];
  const outcome = made === undefined ? turn?.outcome : turn?.made[made]?.outcome;
  return outcome === undefined ? "nothing more" : outcomeWords(outcome);
}

function outcomeWords(outcome: Outcome): string {
  switch (outcome.what) {
    case "dropped":
    case "rejected": {
      const { table, chain, ruleNumber } = outcome.by;
      return `${outcome.what} at ${table}:${chain}:${ruleNumber}`;
    }
    case "lost":
      return `lost, ${outcome.reason}`;
    case "undecided":
      return "undecided";
    default:
      return "has arrived";
  }
}

function because(
  step: TraceStep | undefined,
  hop: ChainHop | undefined,
  walked: WalkedOnce,
): string {
  const missing = step && missingInRules(step, walked.rules);
  if (missing !== undefined) return missing;
  if (hop === undefined) return "";
  if (step === undefined)
    return "A rule stops it there that lets it on here; or rp_filter, a route or the end of the trace, which the rules do not tell.";
  const isSameChain = step?.table === hop.table && step.chain === hop.chain;
  const number = step?.ruleNumber;
  if (isSameChain && number !== undefined && number < hop.ruleNumber)
    return whyPassedOver(number, hop, walked);
  return hop.kind === "rule"
    ? `Rule ${hop.ruleNumber} takes the packet here: ${textOf(hop, walked.rules)}`
    : "";
}

const OLDER = "These are not the rules that were loaded when the packet was traced.";

/** What of a step's place these rules do not have; undefined where they have it. */
function missingInRules(step: TraceStep, rules: Ruleset): string | undefined {
  const { table, chain, kind, ruleNumber } = step;
  const found = rules.table(table);
  if (found === undefined) return `Table ${table} is not among these rules. ${OLDER}`;
  const known = found.chain(chain);
  if (known === undefined) return `There is no chain ${chain} in table ${table} here. ${OLDER}`;
  if (ruleNumber === undefined) return undefined;
  const has = `${table} ${chain} has ${counted(known.length)} here`;
  if (ruleNumber > known.length + 1)
    return `${has}, and the trace speaks of number ${ruleNumber}. ${OLDER}`;
  if (kind === "rule" && ruleNumber > known.length)
    return `${has}, and had at least ${ruleNumber} there. ${OLDER}`;
  const isShorterThere =
    kind !== "rule" && ruleNumber <= known.length && !isPlainVerdict(known.rule(ruleNumber));
  return isShorterThere ? `${has}, and had ${ruleNumber - 1} there. ${OLDER}` : undefined;
}

function counted(rules: number): string {
  return rules === 1 ? "1 rule" : `${rules} rules`;
}

/** A rule that asks for nothing and decides at once: the kernel takes it for the end of its chain. */
function isPlainVerdict(rule: Parameters<typeof printRule>[1]): boolean {
  return /^-A \S+ -j (?:ACCEPT|DROP|RETURN)$/.test(printRule("X", rule));
}

function whyPassedOver(ruleNumber: number, hop: ChainHop, walked: WalkedOnce): string {
  const { trace, before, made } = walked;
  const turn = trace.turns[0];
  const hops = (made === undefined ? turn?.hops : turn?.made[made]?.hops) ?? [];
  const place = { turn: 0, hop: hops.indexOf(hop), made };
  const parts = explainRulesAt(trace, before, place, { from: ruleNumber, to: ruleNumber });
  const failed = parts.get(ruleNumber)?.find(({ decision }) => decision === "no");
  const chain = walked.rules.table(hop.table)?.chain(hop.chain);
  const text = chain === undefined ? "" : printRule(hop.chain, chain.rule(ruleNumber));
  const why = failed === undefined ? "" : `, as ${partWords(failed)}`;
  return `Rule ${ruleNumber} does not take the packet here${why}: ${text}`;
}

function partWords({ part, field, packetValue, inverted }: PartExplanation): string {
  const than = inverted ? "what it leaves out" : "not what it asks for";
  return `${field} ${packetValue} is ${than} (${part})`;
}

function textOf({ table, chain, ruleNumber }: ChainHop, rules: Ruleset): string {
  const found = rules.table(table)?.chain(chain);
  return found === undefined ? "" : printRule(chain, found.rule(ruleNumber));
}
