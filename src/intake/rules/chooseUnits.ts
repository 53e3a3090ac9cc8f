import type { PassedOver } from "@/engine";
import type { SectionKind } from "../sections/sectionKind";
import type { Loss } from "./convertedRules";
import type { RuleUnit } from "./ruleUnits";

/** What is read of a paste that shows the same rules several times, and what is passed over for it. */
export interface ChosenUnits {
  readonly units: readonly RuleUnit[];
  readonly passedOver: readonly PassedOver[];
}

/** Which form says more; of forms that say alike the last is taken, as it is the latest. */
const WORTH: Partial<Record<SectionKind, number>> = {
  "iptables-save": 3,
  "iptables-S": 3,
  script: 2,
  "iptables-L": 1,
};

/**
 * A table that is shown whole more than once is read where most is said of it. Of what was cut out, chains and rules that
 * are read already are passed over; the rest is read besides.
 */
export function chooseUnits(given: readonly RuleUnit[]): ChosenUnits {
  const whole = new Map<string, RuleUnit>();
  for (const unit of given.filter(isTable)) {
    const key = keyOf(unit);
    if (worth(unit) >= worth(whole.get(key))) whole.set(key, unit);
  }
  const passedOver: PassedOver[] = [];
  const chosen: RuleUnit[] = [];
  const read = new Read();
  for (const unit of whole.values()) read.add(unit);
  for (const unit of given) {
    const better = isTable(unit) ? whole.get(keyOf(unit)) : undefined;
    if (better !== undefined && better !== unit) passedOver.push(...shownAgain(unit, better));
    else if (better === unit || unit.lines.length === 0) chosen.push(unit);
    else chosen.push(read.takeNew(unit, passedOver));
  }
  const left = notRead(passedOver, chosen);
  const gone = new Set(left.map(({ line }) => line));
  const units = chosen.map((unit) => ({
    ...unit,
    unknown: unit.unknown.filter(({ line }) => !gone.has(line)),
  }));
  return { units, passedOver: left };
}

/** A rule of a script may bring its chain along: one line, which is told once, and not when it is read. */
function notRead(
  passedOver: readonly PassedOver[],
  units: readonly RuleUnit[],
): readonly PassedOver[] {
  const read = new Set(units.flatMap(({ lines }) => lines.map(({ line }) => line)));
  return [...new Map(passedOver.map((one) => [one.line, one])).values()].filter(
    ({ line }) => !read.has(line),
  );
}

function isTable({ isWhole, table }: RuleUnit): boolean {
  return isWhole && table !== undefined;
}

function keyOf({ family, table }: RuleUnit): string {
  return `${family ?? "IPv4"} ${table}`;
}

function worth(unit: RuleUnit | undefined): number {
  if (unit === undefined) return 0;
  const isHidden = (part: Loss["hides"]) => unit.lost.some(({ hides }) => hides === part);
  return (
    (WORTH[unit.kind] ?? 0) - (isHidden("interfaces") ? 0.5 : 0) - (isHidden("names") ? 0.2 : 0)
  );
}

function shownAgain(unit: RuleUnit, better: RuleUnit): readonly PassedOver[] {
  const why = `the table ${unit.table} is read from line ${better.firstLine} on`;
  const read = new Set(unit.lines.map(({ line }) => line));
  const unread = unit.unknown.filter(({ line }) => !read.has(line));
  return [...unit.lines, ...unread].map(({ line, text }) => ({ line, text: `${text} (${why})` }));
}

/** Of a line without blanks at its end: a search for those takes time in the square of their number. */
const RULE = /^(?:\[\d+:\d+\] )?(-[AI] (\S+).*)$/;
const HEAD = /^(?::|-[NP] )(\S+)/;

/** The rules that are read, to know again what an excerpt repeats. */
class Read {
  /** By chain the line on which it is read whole. */
  readonly #chains = new Map<string, number>();
  readonly #rules = new Map<string, number>();

  add(unit: RuleUnit): void {
    for (const { text, line } of unit.lines) {
      const chain = HEAD.exec(text)?.[1];
      if (chain !== undefined) this.#chains.set(`${keyOf(unit)} ${chain}`, line);
      const rule = RULE.exec(text.trimEnd())?.[1];
      if (rule !== undefined) this.#rules.set(rule, line);
    }
  }

  /** The lines of an excerpt that are not read yet. */
  takeNew(unit: RuleUnit, passedOver: PassedOver[]): RuleUnit {
    const isListing = unit.kind === "iptables-L";
    const lines = unit.lines.filter(({ text, line }) => {
      const [, rule, chainOfRule] = RULE.exec(text.trimEnd()) ?? [];
      const chain = chainOfRule ?? HEAD.exec(text)?.[1];
      const where = isListing
        ? this.#chains.get(`${keyOf(unit)} ${chain}`)
        : this.#rules.get(rule ?? "");
      if (where === undefined) return true;
      const what = isListing ? `the chain ${chain}` : "the same rule";
      passedOver.push({ line, text: `${text} (${what} is read on line ${where})` });
      return false;
    });
    const left = lines.length > 0 ? { ...unit, lines } : { ...unit, lines, lost: [], assumed: [] };
    this.add(left);
    return left;
  }
}
