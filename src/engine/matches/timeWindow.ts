import {
  ALL_MONTH_DAYS,
  ALL_WEEK_DAYS,
  hasBit,
  printDate,
  printDayTime,
  printMonthDays,
  printWeekDays,
} from "./timeText";

/** When a `time` rule holds. */
export interface TimeWindow {
  /** Seconds since 1970; both ends count. */
  readonly dateStart: number;
  readonly dateStop: number;
  /** Seconds since midnight; a stop before the start is on the next day. */
  readonly timeStart: number;
  readonly timeStop: number;
  /** Bit n is day n. */
  readonly monthDays: number;
  /** Bit 1 is Monday, bit 7 Sunday. */
  readonly weekDays: number;
  /** Whether the hours after midnight belong to the day before. */
  readonly isContiguous: boolean;
  /** Whether the kernel's time zone is meant, not UTC. */
  readonly isLocal: boolean;
}

export const SECONDS_PER_DAY = 24 * 60 * 60;

/** The options of `-m time` as iptables-save prints them. Source: iptables 1.8.9 libxt_time.c, time_save. */
export function printTime(window: TimeWindow): string {
  const { dateStart, dateStop, timeStart, timeStop, monthDays, weekDays } = window;
  const hasTimes = timeStart !== 0 || timeStop !== SECONDS_PER_DAY - 1;
  return [
    ...(hasTimes
      ? [`--timestart ${printDayTime(timeStart)} --timestop ${printDayTime(timeStop)}`]
      : []),
    ...(monthDays === ALL_MONTH_DAYS ? [] : [`--monthdays ${printMonthDays(monthDays)}`]),
    ...(weekDays === ALL_WEEK_DAYS ? [] : [`--weekdays ${printWeekDays(weekDays)}`]),
    ...(dateStart === 0 ? [] : [`--datestart ${printDate(dateStart)}`]),
    ...(dateStop === 0 ? [] : [`--datestop ${printDate(dateStop)}`]),
    ...(window.isLocal ? ["--kerneltz"] : []),
    ...(window.isContiguous ? ["--contiguous"] : []),
  ].join(" ");
}

/** Whether a moment, in seconds since 1970, lies in the window. Source: Linux net/netfilter/xt_time.c, time_mt. */
export function holdsAt(window: TimeWindow, seconds: number): boolean {
  const { timeStart, timeStop } = window;
  if (seconds < window.dateStart || seconds > window.dateStop) return false;
  const dayTime = seconds % SECONDS_PER_DAY;
  const isAfterStart = dayTime >= timeStart;
  const isBeforeStop = dayTime <= timeStop;
  const isOneDay = timeStart < timeStop;
  if (isOneDay ? !(isAfterStart && isBeforeStop) : !isAfterStart && !isBeforeStop) return false;
  const belongsToDayBefore = !isOneDay && window.isContiguous && isBeforeStop;
  const day = new Date((seconds - (belongsToDayBefore ? SECONDS_PER_DAY : 0)) * 1000);
  const weekDay = day.getUTCDay() === 0 ? 7 : day.getUTCDay();
  return hasBit(window.weekDays, weekDay) && hasBit(window.monthDays, day.getUTCDate());
}
