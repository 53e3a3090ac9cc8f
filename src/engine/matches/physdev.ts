import { decide } from "../net/decision";
import type { Hook } from "../net/hook";
import {
  type InterfacePattern,
  parseInterfacePattern,
  printInterfacePattern,
} from "../net/interfaceName";
import { explainPart } from "./explanation";
import type { MatchExtension, Parsed, WrittenOption } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** In the order iptables-save prints them. */
const OPTIONS = [
  "--physdev-is-in",
  "--physdev-in",
  "--physdev-is-out",
  "--physdev-out",
  "--physdev-is-bridged",
] as const;
type PhysdevOption = (typeof OPTIONS)[number];

interface PhysdevTest {
  readonly option: PhysdevOption;
  /** undefined for the options that only ask whether there is a bridge port. */
  readonly port: InterfacePattern | undefined;
  readonly inverted: boolean;
}

/** `-m physdev`: the ports of a bridge that the packet came in and leaves by. */
export interface PhysdevMatch {
  readonly match: "physdev";
  readonly tests: readonly PhysdevTest[];
}

/** Which port a packet of the node's own leaves by is not known in OUTPUT yet. Source: Linux net/netfilter/xt_physdev.c, physdev_mt_check. */
const NOT_OUTPUT: readonly Hook[] = ["PREROUTING", "INPUT", "FORWARD", "POSTROUTING"];

/**
 * Nothing is bridged here, and then the kernel lets a packet pass exactly when every option is inverted.
 * Source: iptables 1.8.9 libxt_physdev.c (text), Linux net/netfilter/xt_physdev.c (test).
 */
export const physdev: MatchExtension<PhysdevMatch> = {
  name: "physdev",
  options: {
    "--physdev-is-in": 0,
    "--physdev-in": 1,
    "--physdev-is-out": 0,
    "--physdev-out": 1,
    "--physdev-is-bridged": 0,
  },
  inverts: OPTIONS,
  hooks: ({ tests }) => (asksForWayOut(tests) ? NOT_OUTPUT : undefined),

  parse(options) {
    const tests: PhysdevTest[] = [];
    for (const name of OPTIONS) {
      const option = findOption(options, name);
      if (option === undefined) continue;
      const test = parseTest(name, option);
      if (!test.ok) return test;
      tests.push(test.value);
    }
    if (tests.length === 0) return refuse("physdev wants at least one option");
    return { ok: true, value: { match: "physdev", tests } };
  },

  print(spec) {
    return partsOf(spec).join(" ");
  },

  parts: partsOf,

  test({ tests }) {
    return decide(tests.every(({ inverted }) => inverted));
  },

  explain({ tests }) {
    return tests.map((test) =>
      explainPart({
        part: partOf(test),
        field: "bridge port",
        packetValue: "not bridged",
        ruleValue: test.port === undefined ? "any" : printInterfacePattern(test.port),
        inverted: test.inverted,
        holds: false,
      }),
    );
  },
};

function asksForWayOut(tests: readonly PhysdevTest[]): boolean {
  const isBridged = tests.some(
    ({ option, inverted }) => option === "--physdev-is-bridged" && !inverted,
  );
  return !isBridged && tests.some(({ option }) => option.endsWith("out"));
}

function parseTest(name: PhysdevOption, option: WrittenOption): Parsed<PhysdevTest> {
  const [text] = option.values;
  const port = text === undefined ? undefined : parseInterfacePattern(text);
  if (text !== undefined && port === undefined) return refuseValue(option, "an interface name");
  return { ok: true, value: { option: name, port, inverted: option.inverted } };
}

function partsOf({ tests }: PhysdevMatch): readonly string[] {
  return tests.map((test) => `${bang(test.inverted)}${partOf(test)}`);
}

function partOf({ option, port }: PhysdevTest): string {
  return port === undefined ? option : `${option} ${printInterfacePattern(port)}`;
}
