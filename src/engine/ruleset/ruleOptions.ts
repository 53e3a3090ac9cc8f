/** The options that every rule may have, with the number of words each wants. */
export const RULE_OPTIONS = {
  "--source": 1,
  "--destination": 1,
  "--in-interface": 1,
  "--out-interface": 1,
  "--protocol": 1,
  "--fragment": 0,
  "--match": 1,
  "--jump": 1,
  "--goto": 1,
  "--set-counters": 2,
  "--ipv4": 0,
  "--ipv6": 0,
} as const;
export type RuleOption = keyof typeof RULE_OPTIONS;

/** Other spellings, one letter each or long. Source: iptables(8). */
const SPELLINGS: ReadonlyMap<string, RuleOption> = new Map<string, RuleOption>([
  ["-s", "--source"],
  ["--src", "--source"],
  ["-d", "--destination"],
  ["--dst", "--destination"],
  ["-i", "--in-interface"],
  ["-o", "--out-interface"],
  ["-p", "--protocol"],
  ["-f", "--fragment"],
  ["--fragments", "--fragment"],
  ["-m", "--match"],
  ["-j", "--jump"],
  ["-g", "--goto"],
  ["-c", "--set-counters"],
  ["-4", "--ipv4"],
  ["-6", "--ipv6"],
  ...Object.keys(RULE_OPTIONS).map((name) => [name, name as RuleOption] as const),
]);

const MINUS = 45;
/** By the code of its one letter: most options of a text are such, and a look is cheaper than a word's hash. */
const SHORT: readonly (RuleOption | undefined)[] = Array.from({ length: 128 }, (_, code) =>
  SPELLINGS.get(`-${String.fromCharCode(code)}`),
);

/** The option of every rule that goes by this name, short or long; undefined when there is none. */
export function ruleOption(name: string): RuleOption | undefined {
  if (name.length === 2 && name.charCodeAt(0) === MINUS) return SHORT[name.charCodeAt(1)];
  return SPELLINGS.get(name);
}

/** The long spellings, for telling whether a shortened name is unambiguous. */
export const LONG_RULE_OPTIONS: readonly string[] = [...SPELLINGS.keys()].filter((name) =>
  name.startsWith("--"),
);
