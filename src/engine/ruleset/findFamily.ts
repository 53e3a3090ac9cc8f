import type { Family } from "../net/family";
import { decodeUtf8 } from "../net/utf8";
import type { TextIndex } from "./indexText";
import { splitWords } from "./splitWords";

/** The head of what iptables-save and ip6tables-save print, legacy and nft. */
const GENERATED = /^\s*#.*\bip(6?)tables(?:-\w+)*-save\b/;

/** Options of which the value is an address or begins with one. Those after them may have one in the next word. */
const ADDRESS_OPTION =
  /^(?:-[sd]|--(?:src|dst|source|destination|to|to-source|to-destination|on-ip|(?:src|dst)-range|ct(?:orig|repl)(?:src|dst)))$/;

/** Words that only one of the two tools reads. */
const FAMILY_OF_WORD: ReadonlyMap<string, Family> = new Map<string, Family>([
  ["ipv6-icmp", "IPv6"],
  ["icmpv6", "IPv6"],
  ["icmp6", "IPv6"],
  ["--icmpv6-type", "IPv6"],
  ["hl", "IPv6"],
  ["HL", "IPv6"],
  ["--icmp-type", "IPv4"],
  ["TTL", "IPv4"],
  ["ttl", "IPv4"],
]);

/**
 * Whose rules a text holds: told by the comment at its head, else by the first address or word in its rules that only one
 * family has. undefined when there is neither.
 */
export function findFamily(index: TextIndex): Family | undefined {
  for (const { text } of index.passedOver) {
    const head = GENERATED.exec(text);
    if (head !== null) return head[1] === "6" ? "IPv6" : "IPv4";
  }
  const { bytes, rules } = index;
  for (let id = 0; id < rules.count; id++) {
    const family = familyOfRule(decodeUtf8(bytes.subarray(rules.starts[id], rules.ends[id])));
    if (family !== undefined) return family;
  }
  return undefined;
}

function familyOfRule(text: string): Family | undefined {
  const words = splitWords(text);
  for (const [at, { text: word }] of words.entries()) {
    const previous = words[at - 1]?.text ?? "";
    const family = ADDRESS_OPTION.test(previous)
      ? familyOfAddress(word)
      : familyOfWord(word, previous);
    if (family !== undefined) return family;
  }
  return undefined;
}

/** Names count where an option's value or an option stands, not inside a comment. */
function familyOfWord(word: string, previous: string): Family | undefined {
  if (word.startsWith("icmp6-")) return previous === "--reject-with" ? "IPv6" : undefined;
  const isNamed = /^(?:-[pmj]|--protocol|--match|--jump)$/.test(previous) || word.startsWith("--");
  return isNamed ? FAMILY_OF_WORD.get(word) : undefined;
}

function familyOfAddress(word: string): Family | undefined {
  if (/^\d{1,3}(?:\.\d{1,3})*(?:[/:,-]|$)/.test(word)) return "IPv4";
  return /^\[?[\da-f]{0,4}:[\da-f:]*[:\da-f.]*\]?/i.test(word) && word.split(":").length > 2
    ? "IPv6"
    : undefined;
}
