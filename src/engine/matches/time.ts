import { type Decision, decide } from "../net/decision";
import { explainPart } from "./explanation";
import type { MatchExtension, Parsed, WrittenOption } from "./matchExtension";
import {
  ALL_MONTH_DAYS,
  ALL_WEEK_DAYS,
  parseDate,
  parseDayTime,
  parseMonthDays,
  parseWeekDays,
  printDate,
} from "./timeText";
import { holdsAt, printTime, SECONDS_PER_DAY, type TimeWindow } from "./timeWindow";
import { findOption, readValues, refuse } from "./writtenOptions";

/** `-m time`: when the packet comes by. */
export interface TimeMatch extends TimeWindow {
  readonly match: "time";
}

/** What stands for no end. Source: iptables 1.8.9 libxt_time.c, time_init. */
const NO_END = 0x7fffffff;
const UNKNOWN_DATE: Decision = { missing: { kind: "time", name: "the date on the node's clock" } };
const UNKNOWN_ZONE: Decision = { missing: { kind: "time", name: "the kernel's time zone" } };

/**
 * The date is not known unless somebody says it; the kernel's time zone is not known at all.
 * Source: iptables 1.8.9 libxt_time.c (text), Linux net/netfilter/xt_time.c (test).
 */
export const time: MatchExtension<TimeMatch> = {
  name: "time",
  options: {
    "--datestart": 1,
    "--datestop": 1,
    "--timestart": 1,
    "--timestop": 1,
    "--contiguous": 0,
    "--weekdays": 1,
    "--monthdays": 1,
    "--localtz": 0,
    "--utc": 0,
    "--kerneltz": 0,
  },
  inverts: ["--weekdays", "--monthdays"],

  parse(options) {
    const zone = findOption(options, "--kerneltz") ?? findOption(options, "--localtz");
    if (zone !== undefined && findOption(options, "--utc") !== undefined) {
      return refuse(`${zone.name} and --utc exclude each other`, zone);
    }
    const window = parseWindow(options);
    if (!window.ok) return window;
    const contiguous = findOption(options, "--contiguous");
    if (contiguous !== undefined && window.value.timeStart < window.value.timeStop) {
      return refuse("--contiguous wants a --timestop before --timestart", contiguous);
    }
    const flags = { isContiguous: contiguous !== undefined, isLocal: zone !== undefined };
    return { ok: true, value: { match: "time", ...window.value, ...flags } };
  },

  print: printTime,

  test(spec, { said }) {
    return decideTime(spec, said?.dateMs);
  },

  explain(spec, { said }) {
    const dateMs = said?.dateMs;
    return [
      explainPart({
        part: printTime(spec),
        field: "date",
        packetValue: dateMs === undefined ? "not known" : printDate(Math.floor(dateMs / 1000)),
        ruleValue: printTime(spec),
        inverted: false,
        holds: decideTime(spec, dateMs),
      }),
    ];
  },
};

function decideTime(spec: TimeMatch, dateMs: number | undefined): Decision {
  if (dateMs === undefined) return UNKNOWN_DATE;
  return spec.isLocal ? UNKNOWN_ZONE : decide(holdsAt(spec, Math.floor(dateMs / 1000)));
}

type Window = Omit<TimeWindow, "isContiguous" | "isLocal">;

function parseWindow(options: readonly WrittenOption[]): Parsed<Window> {
  const date = {
    wants: "a date YYYY[-MM[-DD[Thh[:mm[:ss]]]]] from 1970 to 2038",
    parse: parseDate,
  };
  const dayTime = { wants: "a time hh:mm[:ss]", parse: parseDayTime };
  return readValues<Window>(options, {
    dateStart: { option: "--datestart", ...date, otherwise: 0 },
    dateStop: { option: "--datestop", ...date, otherwise: NO_END },
    timeStart: { option: "--timestart", ...dayTime, otherwise: 0 },
    timeStop: { option: "--timestop", ...dayTime, otherwise: SECONDS_PER_DAY - 1 },
    monthDays: {
      option: "--monthdays",
      wants: "days from 1 to 31",
      parse: (text, option) => invertBits(parseMonthDays(text), option, ALL_MONTH_DAYS),
      otherwise: ALL_MONTH_DAYS,
    },
    weekDays: {
      option: "--weekdays",
      wants: "days such as Mon,Tue or 1,2, the week beginning with Monday",
      parse: (text, option) => invertBits(parseWeekDays(text), option, ALL_WEEK_DAYS),
      otherwise: ALL_WEEK_DAYS,
    },
  });
}

/** An inverted list of days is kept as the other days, and so printed. */
function invertBits(
  bits: number | undefined,
  { inverted }: WrittenOption,
  all: number,
): number | undefined {
  return bits !== undefined && inverted ? (bits ^ all) >>> 0 : bits;
}
