import type { Family } from "../net/family";
import { ADDRESS_BITS, parseMask, prefixBits } from "../net/prefix";
import { printWord } from "../net/quotedWord";
import { parseUint32 } from "../net/uint32";
import { HASHLIMIT_MODES, type HashlimitKey } from "./hashlimitKey";
import {
  bytesOfCost,
  capacityOf,
  costOfBytes,
  HASHLIMIT_SCALE,
  type HashlimitRate,
  isCountable,
} from "./hashlimitRate";
import type { Parsed, WrittenOption } from "./matchExtension";
import { parseRate, printedUnit, printRate, rateUnitSeconds } from "./rate";
import { findOption, readValues, refuse, refuseValue, secondOf } from "./writtenOptions";

/** What a rule with `-m hashlimit` asks. */
export interface HashlimitOptions extends HashlimitKey {
  /** Whether packets above the rate satisfy it, not those within. */
  readonly isAbove: boolean;
  readonly rate: HashlimitRate;
  /** Rules of one name share what they remember. */
  readonly table: string;
  /** 0: the kernel chooses. */
  readonly tableSize: number;
  readonly mostEntries: number;
  readonly cleanUpMs: number;
  /** After so long without a packet an entry is forgotten. */
  readonly expireMs: number;
}

// Source: iptables 1.8.9 libxt_hashlimit.c.
const DEFAULT_BURST = 5;
const MOST_BURST = 1_000_000;
const CLEAN_UP_MS = 1000;
const BYTE_EXPIRE_MS = 15_000;
const BYTE_BURST_EXPIRE_MS = 60_000;
const LONGEST_NAME = 254;
const RATES = ["--hashlimit-upto", "--hashlimit-above"];
const FACTORS = { "": 1, k: 1024, m: 1024 * 1024 } as const;

/** Reads the options of `-m hashlimit`. Source: iptables 1.8.9 libxt_hashlimit.c; Linux xt_hashlimit.c, hashlimit_mt_check_common. */
export function parseHashlimit(
  options: readonly WrittenOption[],
  family: Family,
): Parsed<HashlimitOptions> {
  const second = secondOf(options, RATES);
  if (second !== undefined) return refuse(`${RATES.join(" and ")} exclude each other`, second);
  const rateOption = options.find(({ name }) => RATES.includes(name));
  if (rateOption === undefined) return refuse(`hashlimit wants ${RATES.join(" or ")}`);
  const name = findOption(options, "--hashlimit-name");
  if (name === undefined) return refuse("hashlimit wants --hashlimit-name");
  const table = name.values[0] ?? "";
  if (table === "" || table.includes("/") || table.length > LONGEST_NAME) {
    return refuseValue(name, "a name without a slash");
  }
  const rate = parseHashlimitRate(options, rateOption);
  if (!rate.ok) return rate;
  const key = parseKey(options, family);
  if (!key.ok) return key;
  const limits = parseTable(options, defaultExpireMs(options, rateOption));
  if (!limits.ok) return limits;
  const isAbove = (rateOption.name === "--hashlimit-above") !== rateOption.inverted;
  const spec = { isAbove, rate: rate.value, table, ...key.value, ...limits.value };
  return { ok: true, value: spec };
}

function parseHashlimitRate(
  options: readonly WrittenOption[],
  option: WrittenOption,
): Parsed<HashlimitRate> {
  const window = parseWindow(options, option);
  if (!window.ok) return window;
  const text = option.values[0] ?? "";
  return text.indexOf("b/s") > 0
    ? parseByteRate(options, option, window.value)
    : parsePacketRate(options, option, window.value);
}

/** Without a number of seconds the window is as long as the rate's unit. */
function parseWindow(
  options: readonly WrittenOption[],
  rate: WrittenOption,
): Parsed<number | undefined> {
  const interval = findOption(options, "--hashlimit-rate-interval");
  const seconds =
    interval === undefined ? undefined : Number.parseInt(interval.values[0] ?? "", 10);
  if (interval !== undefined && !(seconds !== undefined && seconds > 0)) {
    return refuseValue(interval, "a number of seconds, at least 1");
  }
  if (findOption(options, "--hashlimit-rate-match") === undefined) {
    return { ok: true, value: undefined };
  }
  return { ok: true, value: seconds ?? rateUnitSeconds(rate.values[0] ?? "") ?? 1 };
}

function parseByteRate(
  options: readonly WrittenOption[],
  option: WrittenOption,
  windowSeconds: number | undefined,
): Parsed<HashlimitRate> {
  const [, number = "", unit = ""] = /^(\d+)([km]?)b\/s/.exec(option.values[0] ?? "") ?? [];
  const bytes = Number(number) * FACTORS[unit as keyof typeof FACTORS];
  if (!(bytes > 0)) return refuseValue(option, "a rate such as 512kb/s");
  const cost = costOfBytes(bytes);
  if (!isCountable(cost)) return refuseValue(option, "a lower rate");
  const burstOption = findOption(options, "--hashlimit-burst");
  if (burstOption === undefined) return ok({ counts: "bytes", cost, burst: 0, windowSeconds });
  const inAdvance = parseBurst(burstOption.values[0] ?? "");
  const least = bytesOfCost(cost);
  if (inAdvance === undefined || inAdvance < least) {
    return refuseValue(burstOption, `at least ${least} bytes, what a second allows`);
  }
  return ok({ counts: "bytes", cost, burst: Math.ceil(inAdvance / least), windowSeconds });
}

function parsePacketRate(
  options: readonly WrittenOption[],
  option: WrittenOption,
  windowSeconds: number | undefined,
): Parsed<HashlimitRate> {
  const text = option.values[0] ?? "";
  const interval = parseRate(text, HASHLIMIT_SCALE);
  if (interval === undefined) {
    return refuseValue(option, "NUMBER/sec, /min, /hour or /day, at most 1000000 a second");
  }
  const burstOption = findOption(options, "--hashlimit-burst");
  const burst = parseBurst(burstOption?.values[0] ?? String(DEFAULT_BURST));
  if (burst === undefined || burst > MOST_BURST) {
    return refuse(`--hashlimit-burst wants a number from 1 to ${MOST_BURST}`, burstOption);
  }
  if (windowSeconds !== undefined) {
    const perSecond = Math.floor(interval / (rateUnitSeconds(text) ?? 1));
    if (perSecond === 0) return refuseValue(option, "a rate that one second can tell");
    return ok({ counts: "packets", interval: perSecond, burst, windowSeconds });
  }
  if (capacityOf(interval, burst) < 1) {
    return refuse("the kernel refuses so great a burst at so low a rate", burstOption ?? option);
  }
  return ok({ counts: "packets", interval, burst, windowSeconds });
}

/** `20`, or `10mb` and `5k` for bytes. */
function parseBurst(text: string): number | undefined {
  const [, number = "", unit = ""] = /^(\d+|0x[\da-f]+)([km]?)b?$/i.exec(text) ?? [];
  const value = parseUint32(number);
  if (value === undefined || value < 1) return undefined;
  return value * FACTORS[unit as keyof typeof FACTORS];
}

function ok(rate: HashlimitRate): Parsed<HashlimitRate> {
  return { ok: true, value: rate };
}

function parseKey(options: readonly WrittenOption[], family: Family): Parsed<HashlimitKey> {
  const most = ADDRESS_BITS[family];
  const bits = { wants: `0 to ${most} bits`, otherwise: most } as const;
  const parse = (text: string) => {
    const mask = parseMask(text, family);
    return mask === undefined ? undefined : prefixBits(mask);
  };
  const key = readValues<Omit<HashlimitKey, "addressBits">>(options, {
    modes: {
      option: "--hashlimit-mode",
      wants: `a list of ${HASHLIMIT_MODES.join(", ")}`,
      parse: parseModes,
      otherwise: [],
    },
    sourceBits: { option: "--hashlimit-srcmask", ...bits, parse },
    destinationBits: { option: "--hashlimit-dstmask", ...bits, parse },
  });
  return key.ok ? { ok: true, value: { ...key.value, addressBits: most } } : key;
}

function parseModes(text: string): HashlimitKey["modes"] | undefined {
  const words: readonly string[] = text.split(/[,|]/).filter((word) => word !== "");
  const modes = HASHLIMIT_MODES.filter((mode) => words.includes(mode));
  return words.every((word) => modes.some((mode) => mode === word)) ? modes : undefined;
}

type TableLimits = Pick<HashlimitOptions, "tableSize" | "mostEntries" | "cleanUpMs" | "expireMs">;

function parseTable(options: readonly WrittenOption[], expireMs: number): Parsed<TableLimits> {
  const positive = (text: string) => parseUint32(text) || undefined;
  const count = { wants: "a number", parse: parseUint32, otherwise: 0 };
  const time = { wants: "a time in ms, not 0", parse: positive };
  return readValues<TableLimits>(options, {
    tableSize: { option: "--hashlimit-htable-size", ...count },
    mostEntries: { option: "--hashlimit-htable-max", ...count },
    cleanUpMs: { option: "--hashlimit-htable-gcinterval", ...time, otherwise: CLEAN_UP_MS },
    expireMs: { option: "--hashlimit-htable-expire", ...time, otherwise: expireMs },
  });
}

function defaultExpireMs(options: readonly WrittenOption[], rate: WrittenOption): number {
  const seconds = rateUnitSeconds(rate.values[0] ?? "");
  if (seconds !== undefined) return seconds * 1000;
  return findOption(options, "--hashlimit-burst") ? BYTE_BURST_EXPIRE_MS : BYTE_EXPIRE_MS;
}

/** The options in the order of iptables-save. Source: iptables 1.8.9 libxt_hashlimit.c, hashlimit_mt_save. */
export function printHashlimit(spec: HashlimitOptions): string {
  const { rate, modes, table } = spec;
  const { windowSeconds } = rate;
  const { text, expireMs } = printHashlimitRate(rate);
  return [
    `--hashlimit-${spec.isAbove ? "above" : "upto"} ${text}`,
    ...(modes.length === 0 ? [] : [`--hashlimit-mode ${modes.join(",")}`]),
    `--hashlimit-name ${printWord(table)}`,
    ...printUnless("htable-size", spec.tableSize, 0),
    ...printUnless("htable-max", spec.mostEntries, 0),
    ...printUnless("htable-gcinterval", spec.cleanUpMs, CLEAN_UP_MS),
    ...printUnless("htable-expire", spec.expireMs, expireMs),
    ...printUnless("srcmask", spec.sourceBits, spec.addressBits),
    ...printUnless("dstmask", spec.destinationBits, spec.addressBits),
    ...(windowSeconds === undefined ? [] : ["--hashlimit-rate-match"]),
    ...printUnless("rate-interval", windowSeconds ?? 1, 1),
  ].join(" ");
}

function printUnless(option: string, value: number, usual: number): readonly string[] {
  return value === usual ? [] : [`--hashlimit-${option} ${value}`];
}

/** The rate and its burst; `expireMs` is what need not be printed then. */
function printHashlimitRate(rate: HashlimitRate): { text: string; expireMs: number } {
  if (rate.counts === "packets") {
    const { interval, burst } = rate;
    const expireMs = printedUnit(interval, HASHLIMIT_SCALE).seconds * 1000;
    return { text: `${printRate(interval, HASHLIMIT_SCALE)} --hashlimit-burst ${burst}`, expireMs };
  }
  const bytes = bytesOfCost(rate.cost);
  const isExact = (factor: number) => costOfBytes(bytes - (bytes % factor)) === rate.cost;
  const text = `${printBytes(bytes, isExact)}b/s`;
  if (rate.burst === 0) return { text, expireMs: BYTE_EXPIRE_MS };
  const burst = `--hashlimit-burst ${printBytes(bytes * rate.burst, () => true)}b`;
  return { text: `${text} ${burst}`, expireMs: BYTE_BURST_EXPIRE_MS };
}

/** In the greatest unit that does. */
function printBytes(bytes: number, mayBeIn: (factor: number) => boolean): string {
  for (const unit of ["m", "k"] as const) {
    const factor = FACTORS[unit];
    if (bytes >= factor && mayBeIn(factor)) return `${Math.floor(bytes / factor)}${unit}`;
  }
  return String(bytes);
}
