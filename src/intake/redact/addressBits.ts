import { type Address, familyOf, parseAddress, printAddress } from "@/engine";

/** An address as a number of as many bits as its family has: 32 or 128. */
export interface AddressBits {
  readonly width: number;
  readonly value: bigint;
}

const WIDTHS = { IPv4: 32, IPv6: 128 } as const;
const HEX_DIGITS = 32;

export function bitsOf(address: Address): AddressBits {
  const width = WIDTHS[familyOf(address)];
  const value = typeof address === "number" ? BigInt(address >>> 0) : BigInt(`0x${address}`);
  return { width, value };
}

/** The address as text: `10.0.0.1`, `fd00::1`. */
export function printBits({ width, value }: AddressBits): string {
  if (width === WIDTHS.IPv4)
    return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".");
  const words = value.toString(16).padStart(HEX_DIGITS, "0").match(/.{4}/g) ?? [];
  const address = parseAddress(words.join(":"));
  return address === undefined ? words.join(":") : printAddress(address);
}

/** The first `count` bits, as a number. */
export function firstBits({ width, value }: AddressBits, count: number): bigint {
  return value >> BigInt(width - count);
}
