import { type Decision, decide } from "../net/decision";
import type { PacketBytes } from "../net/packetBytes";
import { UINT32_MAX } from "../net/uint32";
import type { U32Step, U32Test } from "./u32Text";

/** 32 bits of which some may not be known; those are 0 in `bits`. */
interface PartlyKnown {
  readonly bits: number;
  readonly known: number;
}

const UNKNOWN_BYTES: Decision = {
  missing: { kind: "payload", name: "bytes that the headers do not tell" },
};

/**
 * Whether all tests hold; reading behind the packet's end holds for none.
 * `lastValue` is the number that the last test compared, where all of it is known.
 * Source: Linux net/netfilter/xt_u32.c, u32_match_it.
 */
export function testU32(
  tests: readonly U32Test[],
  bytes: PacketBytes,
): { readonly decision: Decision; readonly lastValue: number | undefined } {
  let decision: Decision = "yes";
  let lastValue: number | undefined;
  for (const { location, values } of tests) {
    const value = locate(location, bytes);
    if (value === undefined) return { decision: "no", lastValue: undefined };
    const holds = value === "unknown" ? UNKNOWN_BYTES : isAmong(values, value);
    lastValue = value !== "unknown" && value.known === UINT32_MAX ? value.bits : undefined;
    if (holds === "no") return { decision: "no", lastValue };
    if (holds !== "yes") decision = UNKNOWN_BYTES;
  }
  return { decision, lastValue };
}

/** undefined behind the packet's end, "unknown" where it depends on what is not known. */
function locate(
  [first, ...steps]: readonly [U32Step, ...U32Step[]],
  bytes: PacketBytes,
): PartlyKnown | "unknown" | undefined {
  let base = 0;
  let value = read(bytes, first.number);
  for (const { operator, number } of steps) {
    if (value === undefined) return undefined;
    if (operator !== "@") {
      value = apply(operator, value, number);
      continue;
    }
    if (value.known !== UINT32_MAX) return "unknown";
    base += value.bits;
    value = read(bytes, base + number);
  }
  return value;
}

function read({ values, known }: PacketBytes, at: number): PartlyKnown | undefined {
  if (at + 4 > values.length) return undefined;
  return { bits: readWord(values, at), known: readWord(known, at) };
}

function readWord(bytes: Uint8Array, at: number): number {
  return bytes.subarray(at, at + 4).reduce((word, byte) => word * 256 + byte, 0);
}

function apply(
  operator: U32Step["operator"],
  { bits, known }: PartlyKnown,
  number: number,
): PartlyKnown {
  switch (operator) {
    case "&":
      return { bits: (bits & number) >>> 0, known: (known | ~number) >>> 0 };
    case "<<":
      return { bits: (bits << number) >>> 0, known: ((known << number) | (2 ** number - 1)) >>> 0 };
    case ">>":
      return {
        bits: bits >>> number,
        known: ((known >>> number) | ~(UINT32_MAX >>> number)) >>> 0,
      };
    default:
      return { bits, known };
  }
}

function isAmong(values: U32Test["values"], { bits, known }: PartlyKnown): Decision {
  const least = bits;
  const greatest = (bits | ~known) >>> 0;
  if (values.some(({ from, to }) => from <= least && greatest <= to)) return decide(true);
  const mayHold = values.some(({ from, to }) =>
    from === to ? (from & known) >>> 0 === bits : from <= greatest && least <= to,
  );
  return mayHold ? UNKNOWN_BYTES : decide(false);
}
