import { type Decision, decide, isUndecided } from "../net/decision";
import {
  CT_STATES,
  type CtState,
  ctStatesOf,
  isInCtState,
  parseCtStates,
} from "./connectionStates";
import {
  askConntrackTest,
  CONNTRACK_TEST_OPTIONS,
  type ConntrackTest,
  connectionValue,
  describeConntrackTest,
  parseConntrackTests,
  printConntrackTest,
} from "./conntrackTests";
import { explainPart, invertIf } from "./explanation";
import type { MatchContext, MatchExtension, PartExplanation } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m conntrack`: what connection tracking knows of the packet. */
export interface ConntrackMatch {
  readonly match: "conntrack";
  /** `--ctstate`, sorted as iptables-save prints it. */
  readonly states: { readonly any: readonly CtState[]; readonly inverted: boolean } | undefined;
  /** The other options, in the order iptables-save prints them. */
  readonly tests: readonly ConntrackTest[];
}

const OPTIONS = ["--ctstate", ...CONNTRACK_TEST_OPTIONS];

/**
 * Every option is inverted by itself. A packet without a connection is asked for its `--ctstate` alone,
 * and what that says holds for the whole match, as in the kernel.
 * Source: iptables 1.8.9 libxt_conntrack.c (text), Linux net/netfilter/xt_conntrack.c (test).
 */
export const conntrack: MatchExtension<ConntrackMatch> = {
  name: "conntrack",
  options: Object.fromEntries(OPTIONS.map((name) => [name, 1])),
  inverts: OPTIONS.filter((name) => name !== "--ctdir"),

  parse(options, _protocol, family = "IPv4") {
    if (options.length === 0) return refuse("conntrack wants at least one option");
    const option = findOption(options, "--ctstate");
    const any = option && parseCtStates(option.values[0] ?? "", CT_STATES);
    if (option !== undefined && any === undefined) {
      return refuseValue(option, `a list of ${CT_STATES.join(", ")}`);
    }
    const states = option && any && { any, inverted: option.inverted };
    const tests = parseConntrackTests(options, family);
    if (!tests.ok) return tests;
    return { ok: true, value: { match: "conntrack", states, tests: tests.value } };
  },

  print(spec) {
    return partsOf(spec).join(" ");
  },

  parts: partsOf,

  test({ states, tests }, _packet, context) {
    if (states !== undefined && isInCtState(states.any, context) === states.inverted) return "no";
    const connection = context.connection?.connection;
    if (connection === undefined) return decide(states !== undefined);
    const direction = context.connection?.direction ?? "original";
    let answer: Decision = "yes";
    for (const test of tests) {
      const decision = invertIf(test.inverted, askConntrackTest(test, connection, direction));
      if (decision === "no") return "no";
      if (isUndecided(decision)) answer = decision;
    }
    return answer;
  },

  explain(spec, _packet, context) {
    const isPassedWithout = spec.states !== undefined;
    return [
      ...explainStates(spec, context),
      ...spec.tests.map((test) => explainTest({ test, isPassedWithout }, context)),
    ];
  },
};

function partsOf({ states, tests }: ConntrackMatch): readonly string[] {
  const first =
    states === undefined ? [] : [`${bang(states.inverted)}--ctstate ${states.any.join(",")}`];
  return [...first, ...tests.map((test) => `${bang(test.inverted)}${partOf(test)}`)];
}

function partOf(test: ConntrackTest): string {
  return `${describeConntrackTest(test).name} ${printConntrackTest(test)}`;
}

function explainStates(
  { states }: ConntrackMatch,
  context: MatchContext,
): readonly PartExplanation[] {
  if (states === undefined) return [];
  const ruleValue = states.any.join(",");
  return [
    explainPart({
      part: `--ctstate ${ruleValue}`,
      field: "connection state",
      packetValue: ctStatesOf(context).join(","),
      ruleValue,
      inverted: states.inverted,
      holds: isInCtState(states.any, context),
    }),
  ];
}

function explainTest(
  { test, isPassedWithout }: { readonly test: ConntrackTest; readonly isPassedWithout: boolean },
  { connection: found }: MatchContext,
): PartExplanation {
  const { field } = describeConntrackTest(test);
  const ruleValue = printConntrackTest(test);
  const part = { part: partOf(test), field, ruleValue, inverted: test.inverted };
  const connection = found?.connection;
  if (found === undefined || connection === undefined) {
    const explanation = explainPart({ ...part, packetValue: "no connection", holds: false });
    return { ...explanation, decision: decide(isPassedWithout) };
  }
  return explainPart({
    ...part,
    packetValue: connectionValue(test, connection, found.direction),
    holds: askConntrackTest(test, connection, found.direction),
  });
}
