import { parseUint32 } from "../net/uint32";

const WEEK_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const LAST_MONTH_DAY = 31;
const MOST_BITS = 32;
/** The least and greatest of year, month, day, hour, minute and second. Source: iptables 1.8.9 libxt_time.c, time_parse_date. */
const DATE_LIMITS = [
  [1970, 2038],
  [0, 12],
  [0, 31],
  [0, 23],
  [0, 59],
  [0, 59],
] as const;
const DATE = /^(\d+)(?:-(\d+)(?:-(\d+)(?:T(\d+)(?::(\d+)(?::(\d+))?)?)?)?)?$/;
const DAY_TIME = /^(\d+):(\d+)(?::(\d+))?$/;

/** All days as bit masks: bit n is day n, Monday being 1. Source: Linux include/uapi/linux/netfilter/xt_time.h. */
export const ALL_WEEK_DAYS = 0xfe;
export const ALL_MONTH_DAYS = 0xfffffffe;

/** Reads `YYYY[-MM[-DD[Thh[:mm[:ss]]]]]` as seconds since 1970 UTC; a day that its month lacks runs over into the next. */
export function parseDate(text: string): number | undefined {
  const found = DATE.exec(text);
  if (found === null) return undefined;
  const numbers = DATE_LIMITS.map((_, at) => Number(found[at + 1] ?? (at < 3 ? 1 : 0)));
  const isWithin = numbers.every((number, at) => {
    const [least, greatest] = DATE_LIMITS[at] ?? [0, 0];
    return number >= least && number <= greatest;
  });
  const [year = 0, month = 1, day = 1, hour, minute, second] = numbers;
  const seconds = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  return isWithin && seconds >= 0 ? seconds : undefined;
}

/** `2026-11-21T06:30:15`. */
export function printDate(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19);
}

/** Reads `hh:mm[:ss]` as seconds since midnight. */
export function parseDayTime(text: string): number | undefined {
  const [, hour = NaN, minute = NaN, second = 0] = (DAY_TIME.exec(text) ?? []).map(Number);
  if (!(hour <= 23 && minute <= 59) || second > 59) return undefined;
  return (hour * 60 + minute) * 60 + (Number.isNaN(second) ? 0 : second);
}

/** `08:05:03`. */
export function printDayTime(seconds: number): string {
  return printDate(seconds).slice(11);
}

/** Reads `Mon,Tue,3` as bits; of a name the first two letters count. */
export function parseWeekDays(text: string): number | undefined {
  return readBits(text, (word) => {
    const at = WEEK_DAYS.findIndex((name) => name.slice(0, 2) === word.slice(0, 2));
    const number = at < 0 ? parseUint32(word) : at + 1;
    return number === 0 ? undefined : number;
  });
}

/** Reads `1,15,31` as bits. */
export function parseMonthDays(text: string): number | undefined {
  return readBits(text, (word) => {
    const number = parseUint32(word);
    return number !== undefined && number <= LAST_MONTH_DAY ? number : undefined;
  });
}

function readBits(text: string, read: (word: string) => number | undefined): number | undefined {
  let bits = 0;
  for (const word of text.split(",")) {
    const number = read(word);
    if (number === undefined || number >= MOST_BITS) return undefined;
    bits |= 1 << number;
  }
  return bits >>> 0;
}

/** `Mon,Tue`; nothing for bits that are no day. */
export function printWeekDays(bits: number): string {
  return WEEK_DAYS.filter((_, at) => hasBit(bits, at + 1)).join(",");
}

/** `1,15,31`. */
export function printMonthDays(bits: number): string {
  const days = Array.from({ length: LAST_MONTH_DAY }, (_, at) => at + 1);
  return days.filter((day) => hasBit(bits, day)).join(",");
}

/** Whether a day is among the days of a mask. */
export function hasBit(bits: number, day: number): boolean {
  return (bits & (1 << day)) !== 0;
}
