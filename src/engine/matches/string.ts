import { decide } from "../net/decision";
import { parseUint32 } from "../net/uint32";
import { encodeUtf8 } from "../net/utf8";
import { explainPart } from "./explanation";
import { findPattern } from "./findPattern";
import { parseHexString, printPattern } from "./hexString";
import type { MatchExtension, Parsed, WrittenOption } from "./matchExtension";
import { bang, findOption, readValues, refuse, refuseValue, secondOf } from "./writtenOptions";

/** `-m string`: bytes anywhere in the IP packet. */
export interface StringMatch {
  readonly match: "string";
  /** One character a byte, code points 0 to 255; 1 to 128 of them. */
  readonly pattern: string;
  readonly inverted: boolean;
  readonly algorithm: string;
  /** Where the pattern may begin and must have ended, counted from the IP header. */
  readonly from: number;
  readonly to: number;
  readonly ignoresCase: boolean;
}

const LONGEST_PATTERN = 128;
const MOST_OFFSET = 0xffff;
const ALGORITHMS = ["bm", "kmp"];

/** Source: iptables 1.8.9 libxt_string.c (text), Linux net/netfilter/xt_string.c (test). */
export const string: MatchExtension<StringMatch> = {
  name: "string",
  options: {
    "--from": 1,
    "--to": 1,
    "--algo": 1,
    "--string": 1,
    "--hex-string": 1,
    "--icase": 0,
  },
  inverts: ["--string", "--hex-string"],

  parse(options) {
    const written = parsePattern(options);
    if (!written.ok) return written;
    const algorithm = findOption(options, "--algo");
    if (algorithm === undefined) return refuse("string wants --algo bm or --algo kmp");
    const name = algorithm.values[0] ?? "";
    if (!ALGORITHMS.includes(name)) return refuseValue(algorithm, "bm or kmp");
    const offsets = parseOffsets(options);
    if (!offsets.ok) return offsets;
    const { from, to } = offsets.value;
    if (from > to) return refuse("--from lies behind --to", findOption(options, "--from"));
    const ignoresCase = findOption(options, "--icase") !== undefined;
    const spec = { ...written.value, algorithm: name, from, to, ignoresCase };
    return { ok: true, value: { match: "string", ...spec } };
  },

  print(spec) {
    return `${bang(spec.inverted)}${printString(spec)}`;
  },

  test(spec, packet) {
    const found = findPattern(spec, packet);
    return typeof found === "boolean" ? decide(found !== spec.inverted) : found;
  },

  explain(spec, packet) {
    const { payloadBytes, said } = packet;
    const bytes = said?.payload === undefined ? "not known" : JSON.stringify(said.payload);
    return [
      explainPart({
        part: printString(spec),
        field: "payload",
        packetValue: payloadBytes === 0 ? "empty" : bytes,
        ruleValue: printPattern(spec.pattern),
        inverted: spec.inverted,
        holds: findPattern(spec, packet),
      }),
    ];
  },
};

function parsePattern(
  options: readonly WrittenOption[],
): Parsed<Pick<StringMatch, "pattern" | "inverted">> {
  const second = secondOf(options, ["--string", "--hex-string"]);
  if (second !== undefined)
    return refuse("string takes --string or --hex-string, not both", second);
  const option = findOption(options, "--string") ?? findOption(options, "--hex-string");
  if (option === undefined) return refuse("string wants --string or --hex-string");
  const text = option.values[0] ?? "";
  const pattern = option.name === "--string" ? bytesOf(text) : parseHexString(bytesOf(text));
  if (pattern === undefined) return refuseValue(option, "hex digits in pairs between two |");
  if (pattern.length < 1 || pattern.length > LONGEST_PATTERN) {
    return refuse(`${option.name} wants 1 to ${LONGEST_PATTERN} bytes`, option);
  }
  return { ok: true, value: { pattern, inverted: option.inverted } };
}

/** One character a byte. */
function bytesOf(text: string): string {
  return String.fromCharCode(...encodeUtf8(text));
}

function parseOffsets(options: readonly WrittenOption[]): Parsed<{ from: number; to: number }> {
  const offset = { wants: `a number from 0 to ${MOST_OFFSET}`, parse: parseOffset };
  return readValues(options, {
    from: { option: "--from", ...offset, otherwise: 0 },
    to: { option: "--to", ...offset, otherwise: MOST_OFFSET },
  });
}

function parseOffset(text: string): number | undefined {
  const number = parseUint32(text);
  return number !== undefined && number <= MOST_OFFSET ? number : undefined;
}

function printString({ pattern, algorithm, from, to, ignoresCase }: StringMatch): string {
  return [
    printPattern(pattern),
    `--algo ${algorithm}`,
    ...(from === 0 ? [] : [`--from ${from}`]),
    ...(to === MOST_OFFSET ? [] : [`--to ${to}`]),
    ...(ignoresCase ? ["--icase"] : []),
  ].join(" ");
}
