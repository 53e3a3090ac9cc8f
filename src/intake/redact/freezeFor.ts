import { parseAddress } from "@/engine";
import { bitsOf } from "./addressBits";
import { freezeWellKnown, maskBits } from "./addressMap";
import { FrozenBits } from "./frozenBits";
import { addressesIn, type WrittenAddress } from "./redactor";

const RANGE = /([0-9a-f.:]+)\]?-\[?([0-9a-f.:]+)/gi;

/**
 * Which bits a redaction of these texts may not turn, so that packets fare alike. `networks` are the interfaces' addresses with
 * their masks.
 */
export function freezeFor(networks: readonly string[], texts: readonly string[]): FrozenBits {
  const frozen = new FrozenBits();
  freezeWellKnown(frozen);
  for (const network of networks) freezeNetwork(frozen, network);
  for (const text of texts) {
    freezeRanges(frozen, text);
    freezeMasks(frozen, text);
  }
  return frozen;
}

/** A network that an interface is in has a broadcast address. */
function freezeNetwork(frozen: FrozenBits, written: string): void {
  const [text = "", mask = ""] = written.split("/");
  const address = parseAddress(text);
  if (address === undefined) return;
  const own = bitsOf(address);
  const bits = maskBits(mask, own.width);
  if (bits !== undefined && bits < own.width - 1) frozen.freezeEnds(own, bits);
}

function freezeRanges(frozen: FrozenBits, text: string): void {
  for (const [, first = "", last = ""] of text.matchAll(RANGE)) {
    const from = parseAddress(first);
    const to = parseAddress(last.replace(/:\d+$/, "")) ?? parseAddress(last);
    if (from === undefined || to === undefined || bitsOf(from).width !== bitsOf(to).width) continue;
    frozen.freezeRange(bitsOf(from), bitsOf(to));
  }
}

/** A mask with holes, and NETMAP, look at bits regardless of those before them. */
function freezeMasks(frozen: FrozenBits, text: string): void {
  for (const line of text.split("\n")) {
    if (!line.includes("/")) continue;
    const isNetmap = line.includes("-j NETMAP");
    for (const found of addressesIn(line)) freezeMask(frozen, found, isNetmap);
  }
}

function freezeMask(
  frozen: FrozenBits,
  { address, mask }: WrittenAddress,
  isNetmap: boolean,
): void {
  const parsed = parseAddress(address);
  if (parsed === undefined || mask === undefined) return;
  const { width } = bitsOf(parsed);
  const bits = maskBits(mask, width);
  if (bits === undefined) frozen.freezeFrom(width, holeIn(mask, width));
  else if (isNetmap) frozen.freezeFrom(width, bits);
}

/** The first bit that a mask with holes does not have. */
function holeIn(mask: string, width: number): number {
  const address = parseAddress(mask);
  if (address === undefined) return 0;
  const hole = bitsOf(address).value.toString(2).padStart(width, "0").indexOf("0");
  return hole < 0 ? width : hole;
}
