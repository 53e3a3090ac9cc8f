import { type Chance, parseAddress, printAddress, type Ruleset, type TurnDraws } from "@/engine";
import type { TraceStep } from "@/intake/traces/traceStep";
import type { TracedWay } from "./tracedPackets";

/** What chance decided for a packet, as far as its trace, and that of the answer to it, show it. */
export function tracedDraws(
  ways: readonly TracedWay[],
  index: number,
  { node, rules, seed }: { readonly node: string; readonly rules: Ruleset; readonly seed: number },
): Chance {
  const way = ways[index] ?? [];
  const took = way.flatMap((step): TurnDraws["took"] => {
    const ruleNumber = randomRule(step, rules);
    return ruleNumber === undefined
      ? []
      : [{ node, table: step.table, chain: step.chain, ruleNumber }];
  });
  const port = portAfterwards(way, ways.slice(index + 1));
  const sourcePort: TurnDraws["sourcePort"] = port === undefined ? {} : { [node]: port };
  return { kind: "draws", turns: [{ took, sourcePort }], seed };
}

/** The number of a step's rule, where it leaves to chance whether it takes a packet. */
function randomRule({ table, chain, ruleNumber }: TraceStep, rules: Ruleset): number | undefined {
  const found = rules.table(table)?.chain(chain);
  if (found === undefined || ruleNumber === undefined || ruleNumber > found.length)
    return undefined;
  const isRandom = found
    .rule(ruleNumber)
    .matches.some((match) => match.match === "statistic" && match.mode === "random");
  return isRandom ? ruleNumber : undefined;
}

/** The port that source NAT gave the packet: the one that the answer comes to. */
function portAfterwards(way: TracedWay, later: readonly TracedWay[]): number | undefined {
  const end = way.findLast(({ packet }) => packet !== undefined)?.packet;
  if (end?.destinationPort === undefined) return undefined;
  const answers = later.filter((other) => {
    const packet = other[0]?.packet;
    return (
      packet !== undefined &&
      isSameAddress(packet.source, end.destination) &&
      packet.sourcePort === end.destinationPort &&
      packet.protocol === end.protocol
    );
  });
  // Where no rule sees the answer translated back, it is the first that comes.
  const shown = answers.find((other) =>
    other.some((step) => step.packet?.destinationPort === end.sourcePort),
  );
  const answer = (shown ?? answers.find(isNeverTranslated))?.[0]?.packet;
  return answer?.destinationPort === end.sourcePort ? undefined : answer?.destinationPort;
}

/** Whether all that the trace shows of a packet is how it came in. */
function isNeverTranslated(way: TracedWay): boolean {
  const port = way[0]?.packet?.destinationPort;
  return way.every(({ packet }) => packet === undefined || packet.destinationPort === port);
}

function isSameAddress(one: string, other: string): boolean {
  const [first, second] = [parseAddress(one), parseAddress(other)];
  return (
    first !== undefined && second !== undefined && printAddress(first) === printAddress(second)
  );
}
