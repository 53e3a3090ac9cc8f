/** Units from the longest to the shortest. Source: iptables 1.8.9 libxt_limit.c and libxt_hashlimit.c, rates. */
const UNITS = [
  { name: "day", longName: "day", seconds: 86_400 },
  { name: "hour", longName: "hour", seconds: 3_600 },
  { name: "min", longName: "minute", seconds: 60 },
  { name: "sec", longName: "second", seconds: 1 },
] as const;

/** How many seconds the unit of a rate has; undefined for an unknown one. It may be cut short: `5/s`; without it, a second is meant. */
export function rateUnitSeconds(text: string): number | undefined {
  const found = /^\d+(?:\/([a-z]+))?$/i.exec(text);
  if (found === null) return undefined;
  const [, unitText = "sec"] = found;
  const word = unitText.toLowerCase();
  return UNITS.find(({ longName }) => longName.startsWith(word))?.seconds;
}

/**
 * Reads `5/sec`, `10/minute` as the time between two packets, in parts of a second of which there are `scale`; undefined for
 * what is no rate, 0 of anything, and what is too fast to be told from no time at all.
 */
export function parseRate(text: string, scale: number): number | undefined {
  const [, numberText] = /^(\d+)(?:\/[a-z]+)?$/i.exec(text) ?? [];
  const seconds = rateUnitSeconds(text);
  const number = Number(numberText);
  if (seconds === undefined || !(number > 0)) return undefined;
  const interval = Math.floor((seconds * scale) / number);
  return interval === 0 ? undefined : interval;
}

/** In the first unit that gives a rate of one or more without loss, as print_rate of iptables chooses it. */
export function printRate(interval: number, scale: number): string {
  const { name, seconds } = printedUnit(interval, scale);
  return `${Math.floor((seconds * scale) / interval)}/${name}`;
}

/** The unit in which iptables prints a rate. */
export function printedUnit(interval: number, scale: number): (typeof UNITS)[number] {
  let chosen: (typeof UNITS)[number] = UNITS[0];
  for (const unit of UNITS) {
    const length = unit.seconds * scale;
    if (interval > length || Math.floor(length / interval) < length % interval) break;
    chosen = unit;
  }
  return chosen;
}
