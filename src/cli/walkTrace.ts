import { type ReplayedPacket, replayTrace } from "@/conformance/trace/replayTrace";
import { specOfRules } from "@/conformance/trace/specOfRules";
import { placeOfHop, placeOfStep } from "@/conformance/trace/tracePlace";
import { readRules } from "@/intake/rules/readRules";
import { splitSections } from "@/intake/sections/splitSections";
import { readTrace } from "@/intake/traces/readTrace";
import type { TraceStep } from "@/intake/traces/traceStep";
import { CommandFailure, type Terminal } from "./command";
import { nodesIn } from "./fileNodes";

interface RulesFile {
  readonly file: string;
  readonly text: string;
  /** The node whose rules they are, where the file shows several. */
  readonly picked: string | undefined;
}

/** Replays the packets of a kernel trace on a node's rules and prints each as JSON; 1 when one goes another way. */
export function walkTrace(
  traceText: string,
  { file, text, picked }: RulesFile,
  terminal: Terminal,
): number {
  const steps = readTrace(splitSections(traceText));
  if (steps.length === 0)
    throw new CommandFailure(1, "the trace holds no line TRACE: table:chain:rule:number");
  const nodes = nodesIn({ file, text }, picked);
  const [node] = nodes;
  if (node === undefined || nodes.length > 1) {
    const names = nodes.map(({ name }) => name).join(", ");
    throw new CommandFailure(2, `${file} shows several nodes: --node picks one of ${names}`);
  }
  const { rulesets } = readRules(text, node.sections);
  if (rulesets.length === 0)
    throw new CommandFailure(
      1,
      "there are no rules to replay the trace on: add what iptables-save prints there",
    );
  const { packets } = replayTrace(steps, specOfRules(rulesets.map(({ ruleset }) => ruleset)));
  for (const one of packets) terminal.out(JSON.stringify(viewOf(one)));
  return packets.some(({ difference }) => difference !== undefined) ? 1 : 0;
}

/** What is printed of a packet. */
function viewOf({ line, lines, packet, pairs, difference, ...rest }: ReplayedPacket): object {
  const { connection, isReply, assumed, notWalked } = rest;
  return {
    ...{ line, lines, packet, connection, isReply },
    kernel: pairs.flatMap(({ step }) => (step === undefined ? [] : [placeOfStep(step)])),
    engine: pairs.flatMap(({ hop }) => (hop === undefined ? [] : [placeOfHop(hop)])),
    difference: difference && {
      line: difference.step?.line,
      kernel: difference.step && placeOf(difference.step),
      engine: difference.hop && placeOf(difference.hop),
      sentence: difference.sentence,
      because: difference.because,
    },
    ...{ assumed, notWalked },
  };
}

type Place = Pick<TraceStep, "table" | "chain"> & {
  readonly kind: string;
  readonly ruleNumber: number | undefined;
};

function placeOf({ table, chain, kind, ruleNumber }: Place): Place {
  return { table, chain, kind, ruleNumber };
}
