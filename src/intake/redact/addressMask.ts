import { parseAddress } from "@/engine";
import { bitsOf } from "./addressBits";

/** A mask as a number, of `24` or of `255.255.255.0`, with holes or without; undefined for what is none. */
export function maskOf(mask: string, width: number): bigint | undefined {
  const all = (1n << BigInt(width)) - 1n;
  if (/^\d+$/.test(mask))
    return Number(mask) <= width ? all ^ (all >> BigInt(Number(mask))) : undefined;
  const address = parseAddress(mask);
  if (address === undefined) return undefined;
  const bits = bitsOf(address);
  return bits.width === width ? bits.value : undefined;
}

/** How many bits a mask has; undefined for one with holes, which is no prefix. */
export function maskBits(mask: string, width: number): number | undefined {
  const bits = maskOf(mask, width);
  if (bits === undefined || bitsBehindHoles(bits, width).length > 0) return undefined;
  return digitsOf(bits, width).lastIndexOf("1") + 1;
}

/** The bits behind a hole of the mask: whether they are asked does not depend on all those before them. */
export function bitsBehindHoles(mask: bigint, width: number): readonly number[] {
  return [...digitsOf(mask, width).matchAll(/(?<=0)1/g)].map(({ index }) => index);
}

/** The bits where a mask begins or ends, the first of all left out. */
export function bitsAtEdges(mask: bigint, width: number): readonly number[] {
  return [...digitsOf(mask, width).matchAll(/(?<=0)1|(?<=1)0/g)].map(({ index }) => index);
}

function digitsOf(mask: bigint, width: number): string {
  return mask.toString(2).padStart(width, "0");
}
