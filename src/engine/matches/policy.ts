import { decide } from "../net/decision";
import type { Family } from "../net/family";
import { explainPart } from "./explanation";
import type { MatchExtension, Parsed, WrittenOption } from "./matchExtension";
import {
  ELEMENT_OPTIONS,
  isEmptyElement,
  type PolicyElement,
  parseElement,
  printElement,
} from "./policyElement";
import { findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m policy`: whether IPsec was or will be applied to the packet, and how. */
export interface PolicyMatch {
  readonly match: "policy";
  readonly direction: "in" | "out";
  /** Whether it asks for packets without IPsec. */
  readonly isNone: boolean;
  /** Whether the elements are all there are, not one among them. */
  readonly isStrict: boolean;
  /** Empty with `--pol none`. */
  readonly elements: readonly PolicyElement[];
}

// Source: Linux include/uapi/linux/netfilter/xt_policy.h, XT_POLICY_MAX_ELEM.
const MOST_ELEMENTS = 4;

/**
 * No packet here goes through IPsec.
 * Source: iptables 1.8.9 libxt_policy.c (text), Linux net/netfilter/xt_policy.c (test).
 */
export const policy: MatchExtension<PolicyMatch> = {
  name: "policy",
  options: { "--dir": 1, "--pol": 1, "--strict": 0, "--next": 0, ...ELEMENT_OPTIONS },
  inverts: Object.keys(ELEMENT_OPTIONS),
  repeats: ["--next", ...Object.keys(ELEMENT_OPTIONS)],
  hooks: ({ direction }) =>
    direction === "in" ? ["PREROUTING", "INPUT", "FORWARD"] : ["FORWARD", "OUTPUT", "POSTROUTING"],

  parse(options, _protocol, family = "IPv4") {
    const direction = findOption(options, "--dir");
    if (direction === undefined) return refuse("policy wants --dir in or --dir out");
    const [way] = direction.values;
    if (way !== "in" && way !== "out") return refuseValue(direction, "in or out");
    const kind = findOption(options, "--pol");
    const [pol] = kind?.values ?? ["ipsec"];
    if (kind !== undefined && pol !== "none" && pol !== "ipsec") {
      return refuseValue(kind, "none or ipsec");
    }
    const strict = findOption(options, "--strict");
    const next = findOption(options, "--next");
    if (next !== undefined && strict === undefined) return refuse("--next wants --strict", next);
    const isNone = pol === "none";
    if (isNone && strict !== undefined) return refuse("--pol none takes no --strict", strict);
    const elements = parseElements(options, strict, family);
    if (!elements.ok) return elements;
    const spec = { direction: way, isNone, isStrict: strict !== undefined } as const;
    return {
      ok: true,
      value: { match: "policy", ...spec, elements: isNone ? [] : elements.value },
    };
  },

  print: printPolicy,

  test({ isNone }) {
    return decide(isNone);
  },

  explain(spec) {
    return [
      explainPart({
        part: printPolicy(spec),
        field: "IPsec policy",
        packetValue: "none",
        ruleValue: spec.isNone ? "none" : "ipsec",
        inverted: false,
        holds: spec.isNone,
      }),
    ];
  },
};

/** `--next` stands between two elements. */
function parseElements(
  options: readonly WrittenOption[],
  strict: WrittenOption | undefined,
  family: Family,
): Parsed<readonly PolicyElement[]> {
  const groups: WrittenOption[][] = [[]];
  for (const option of options) {
    if (option.name === "--next") groups.push([]);
    else if (Object.hasOwn(ELEMENT_OPTIONS, option.name)) groups.at(-1)?.push(option);
  }
  if (groups.length > MOST_ELEMENTS) {
    return refuse(`--next may stand ${MOST_ELEMENTS - 1} times`, findOption(options, "--next"));
  }
  const elements: PolicyElement[] = [];
  for (const group of groups) {
    const element = parseElement(group, family);
    if (!element.ok) return element;
    if (strict !== undefined && isEmptyElement(element.value)) {
      return refuse("--strict wants something of each element, such as --proto esp", strict);
    }
    elements.push(element.value);
  }
  return { ok: true, value: elements };
}

function printPolicy({ direction, isNone, isStrict, elements }: PolicyMatch): string {
  return [
    `--dir ${direction}`,
    `--pol ${isNone ? "none" : "ipsec"}`,
    ...(isStrict ? ["--strict"] : []),
    ...elements
      .map(printElement)
      .join(" --next ")
      .split(" ")
      .filter((word) => word !== ""),
  ].join(" ");
}
