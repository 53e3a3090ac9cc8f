import {
  type ChainHop,
  HOOKS,
  parseAddress,
  parseRuleset,
  printAddress,
  printRule,
  type Ruleset,
} from "@/engine";
import type { TracedPacket, TraceStep } from "@/intake/traces/traceStep";
import type { FieldDifference } from "./stepPair";

/**
 * Whether a step is at the hop's place. The kernel calls a rule that takes everything with a plain verdict "return" or
 * "policy", so the number tells, not the kind; xtables-monitor shows a rule's text in place of its number.
 * Source: Linux net/ipv4/netfilter/ip_tables.c, get_chainname_rulenum.
 */
export function isAtHop(step: TraceStep, hop: ChainHop, rules: Ruleset): boolean {
  if (step.table !== hop.table || step.chain !== hop.chain) return false;
  if (step.ruleNumber !== undefined) return step.ruleNumber === hop.ruleNumber;
  if (step.rule !== undefined && hop.kind === "rule") {
    const chain = rules.table(hop.table)?.chain(hop.chain);
    if (chain === undefined || hop.ruleNumber > chain.length) return false;
    return printRule(hop.chain, chain.rule(hop.ruleNumber)) === plainRule(step.rule, rules);
  }
  if (step.kind === hop.kind) return true;
  return step.kind === "return" && hop.kind === "rule" && hop.verdict === "RETURN";
}

/**
 * A step with the number of its rule, where xtables-monitor shows the rule itself and the chain has it once. Of rules that are
 * there twice nobody can tell which it was.
 */
export function numberedStep(step: TraceStep, rules: Ruleset): TraceStep {
  const { table, chain, rule, ruleNumber } = step;
  const found = rules.table(table)?.chain(chain);
  if (ruleNumber !== undefined || rule === undefined || found === undefined) return step;
  const plain = plainRule(rule, rules);
  const numbers = Array.from({ length: found.length }, (_, at) => at + 1).filter(
    (number) => printRule(chain, found.rule(number)) === plain,
  );
  const [number, other] = numbers;
  return number === undefined || other !== undefined ? step : { ...step, ruleNumber: number };
}

/** A rule as we print it; undefined where it cannot be read. */
function plainRule(text: string, { family }: Ruleset): string | undefined {
  const [, name = ""] = /^-A (\S+)/.exec(text) ?? [];
  const { ruleset } = parseRuleset(`*filter\n:${name} -\n${text}\nCOMMIT\n`, { family });
  const chain = ruleset.table("filter")?.chain(name);
  return chain?.length === 1 ? printRule(name, chain.rule(1)) : undefined;
}

/** Hops that nf_tables makes no line of: a user chain that ran out, and a base chain in which no rule is. */
export function isMuteHop(hop: ChainHop, rules: Ruleset): boolean {
  if (hop.kind === "return") return true;
  return hop.kind === "policy" && rules.table(hop.table)?.chain(hop.chain)?.length === 0;
}

/** A line that older kernels print before the policy of a base chain: no hop of its own. */
export function isMuteStep({ traceId, kind, chain }: TraceStep): boolean {
  return traceId !== undefined && kind === "return" && HOOKS.some((hook) => hook === chain);
}

/** What of the packet the trace shows otherwise than the engine has it at a hop. */
export function fieldDifferences(
  { packet, traceId }: TraceStep,
  hop: ChainHop,
): readonly FieldDifference[] {
  if (packet === undefined) return [];
  // nf_tables shows the packet once for a chain, as it leaves it.
  const compared =
    traceId === undefined ? COMPARED : COMPARED.filter(({ field }) => field !== "mark");
  return compared.flatMap(({ field, kernel, engine }) => {
    const [theirs, ours] = [kernel(packet, hop), engine(hop)];
    if (theirs === undefined || theirs === ours) return [];
    return [{ field, kernel: theirs, engine: ours }];
  });
}

interface Compared {
  readonly field: string;
  /** undefined where the line does not show it. */
  kernel(packet: TracedPacket, hop: ChainHop): string | undefined;
  engine(hop: ChainHop): string;
}

const COMPARED: readonly Compared[] = [
  {
    field: "source",
    kernel: ({ source }) => plainAddress(source),
    engine: ({ before }) => printAddress(before.source),
  },
  {
    field: "destination",
    kernel: ({ destination }) => plainAddress(destination),
    engine: ({ before }) => printAddress(before.destination),
  },
  {
    field: "source port",
    kernel: ({ sourcePort }) => shown(sourcePort),
    engine: ({ before }) => String(before.sourcePort),
  },
  {
    field: "destination port",
    kernel: ({ destinationPort }) => shown(destinationPort),
    engine: ({ before }) => String(before.destinationPort),
  },
  {
    field: "mark",
    kernel: ({ mark }) => hex(mark),
    engine: ({ before }) => hex(before.mark),
  },
  { field: "ttl", kernel: ({ ttl }) => shown(ttl), engine: ({ before }) => String(before.ttl) },
  {
    field: "in interface",
    kernel: ({ inInterface }, { hook }) => (HAS_IN.has(hook) ? inInterface : undefined),
    engine: ({ inInterface }) => inInterface ?? "none",
  },
  {
    field: "out interface",
    kernel: ({ outInterface }, { hook }) => (HAS_OUT.has(hook) ? outInterface : undefined),
    engine: ({ outInterface }) => outInterface ?? "none",
  },
];

const HAS_IN: ReadonlySet<string> = new Set(["PREROUTING", "INPUT", "FORWARD"]);
const HAS_OUT: ReadonlySet<string> = new Set(["FORWARD", "OUTPUT", "POSTROUTING"]);

/** IPv6 is printed in full by the kernel. */
function plainAddress(text: string): string {
  const address = parseAddress(text);
  return address === undefined ? text : printAddress(address);
}

function shown(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function hex(mark: number): string {
  return mark === 0 ? "0" : `0x${mark.toString(16)}`;
}
