import { parseAddress } from "@/engine";
import { bitsOf } from "./addressBits";
import { bitsAtEdges, bitsBehindHoles, maskBits, maskOf } from "./addressMask";
import { BitSeams } from "./bitSeams";
import { FrozenBits } from "./frozenBits";
import { freezeWellKnown } from "./wellKnownAddresses";

const RANGE = /([0-9a-f.:]+)\]?-\[?([0-9a-f.:]+)/gi;

/**
 * Which bits a redaction of these texts may not turn, so that packets fare alike. `networks` are the interfaces' addresses with
 * their masks.
 */
export function freezeFor(networks: readonly string[], texts: readonly string[]): FrozenBits {
  const frozen = new FrozenBits(seamsIn(texts));
  freezeWellKnown(frozen);
  for (const network of networks) freezeNetwork(frozen, network);
  for (const text of texts) freezeRanges(frozen, text);
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

/** `-s 10.0.0.1/255.0.0.255`, `--mask 255.0.0.255` of recent, `bitmask 255.0.0.255` of a set. */
const MASK = /(?:\/|--mask |bitmask )((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]*:[0-9a-f:.]*)/gi;
/** `-j NETMAP --to 10.1.0.0/16`. */
const NETMAP = /-j NETMAP --to ([^\s/]+)\/(\S+)/g;

/** A mask with holes looks at bits regardless of those before them, and NETMAP carries them from network to network. */
function seamsIn(texts: readonly string[]): BitSeams {
  const seams = new BitSeams();
  const add = (width: number, depths: readonly number[]) => {
    for (const depth of depths) seams.add(width, depth);
  };
  for (const text of texts) {
    for (const mask of wordsOf(MASK, text)) {
      const address = parseAddress(mask);
      if (address === undefined) continue;
      const { width, value } = bitsOf(address);
      add(width, bitsBehindHoles(value, width));
    }
    for (const [, to = "", mask = ""] of text.matchAll(NETMAP)) {
      const address = parseAddress(to);
      if (address === undefined) continue;
      const { width } = bitsOf(address);
      add(width, bitsAtEdges(maskOf(mask, width) ?? 0n, width));
    }
  }
  return seams;
}

/** Each once: very many rules have the same few masks. */
function wordsOf(form: RegExp, text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(form)].map(([, word = ""]) => word));
}
