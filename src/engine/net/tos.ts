import { printByte } from "./dscp";
import { parseUint32 } from "./uint32";

/** Source: iptables 1.8.9 extensions/tos_values.c. */
const NAMES: ReadonlyMap<string, number> = new Map([
  ["minimize-delay", 0x10],
  ["maximize-throughput", 0x08],
  ["maximize-reliability", 0x04],
  ["minimize-cost", 0x02],
  ["normal-service", 0x00],
]);
/** A name speaks of these bits only. */
const NAMED_BITS = 0x3f;

export interface MaskedTos {
  /** 0 to 255. */
  readonly value: number;
  readonly mask: number;
}

/** Reads `0x10`, `0x10/0x3f` or `Minimize-Delay`; undefined for anything else. */
export function parseTos(text: string): MaskedTos | undefined {
  const named = NAMES.get(text.toLowerCase());
  if (named !== undefined) return { value: named, mask: NAMED_BITS };
  const [valueText = "", maskText = "0xff", ...rest] = text.split("/");
  const value = parseUint32(valueText);
  const mask = parseUint32(maskText);
  if (value === undefined || mask === undefined || rest.length > 0) return undefined;
  return value <= 0xff && mask <= 0xff ? { value, mask } : undefined;
}

/** `0x10/0xff`, as iptables-save prints it. */
export function printTos({ value, mask }: MaskedTos): string {
  return `${printByte(value)}/${printByte(mask)}`;
}
