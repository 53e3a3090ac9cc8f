import { replayTrace } from "@/conformance/replayTrace";
import { readRules } from "@/intake/rules/readRules";
import { splitSections } from "@/intake/sections/splitSections";
import { readTrace } from "@/intake/traces/readTrace";
import { CommandFailure, type Terminal } from "./command";

/** Replays the packets of a kernel trace on a node's rules and prints each as JSON; 1 when one goes another way. */
export function walkTrace(traceText: string, rulesText: string, terminal: Terminal): number {
  const steps = readTrace(splitSections(traceText));
  if (steps.length === 0)
    throw new CommandFailure(1, "the trace holds no line TRACE: table:chain:rule:number");
  const { rulesets } = readRules(rulesText, splitSections(rulesText));
  if (rulesets.length === 0)
    throw new CommandFailure(
      1,
      "there are no rules to replay the trace on: add what iptables-save prints there",
    );
  const replayed = replayTrace(
    steps,
    rulesets.map(({ ruleset }) => ruleset),
  );
  for (const one of replayed) terminal.out(JSON.stringify(one));
  return replayed.some(({ difference }) => difference !== undefined) ? 1 : 0;
}
