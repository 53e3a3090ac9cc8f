import type { Redactor } from "./redactor";

/** What each part of a set's entries is, by the set's name: `ip`, `port`, `iface` of `hash:ip,port,iface`. */
type Dimensions = ReadonlyMap<string, readonly string[]>;

/**
 * The lines of `ipset save` with other addresses and names; comments of entries are left out, and so is a line that is
 * neither `create` nor `add`.
 */
export function redactIpsets(lines: readonly string[], redactor: Redactor): readonly string[] {
  const dimensions = new Map(
    lines.flatMap((line) => {
      const [, set = "", type = ""] = /^create (\S+) [a-z]+:(\S+)/.exec(line) ?? [];
      return set === "" ? [] : [[set, type.split(",")] as const];
    }),
  );
  return lines.flatMap((line) => redactLine(line, dimensions, redactor));
}

function redactLine(line: string, all: Dimensions, redactor: Redactor): readonly string[] {
  const [, verb = "", set = "", first = "", rest = ""] =
    /^(create|add) (\S+) (\S+)(.*)$/.exec(line.replace(/ comment ".*?"(?= |$)/, "")) ?? [];
  if (verb === "") return [];
  const words = rest.split(/\s+/);
  const options = words.map((word, at) => redactOption(word, words[at - 1] ?? "", redactor));
  const isPattern = words.includes("wildcard");
  const kind =
    verb === "create" ? first : redactEntry(first, { kinds: all.get(set), isPattern }, redactor);
  return [`${verb} ${redactor.name("set", set)} ${kind}${options.join(" ")}`];
}

/** Words that may stand behind a type or an entry. Source: ipset(8). */
const WORDS: ReadonlySet<string> = new Set(
  [
    "family inet inet6 hashsize maxelem netmask bitmask bucketsize initval timeout counters comment skbinfo forceadd",
    "markmask size range nomatch wildcard packets bytes skbmark skbprio skbqueue before after",
  ]
    .join(" ")
    .split(" "),
);
/** `1024`, `0x63/0xff`, ports `1-1000`, the class `1:10`, a protocol's ports `tcp:1-1000`. */
const NUMBERS = /^(?:0x[0-9a-f]+(?:\/0x[0-9a-f]+)?|(?:[a-z]+:)?\d+(?:[-:]\d+)?)$/i;

function redactOption(word: string, before: string, redactor: Redactor): string {
  if (before === "bitmask" || WORDS.has(word) || NUMBERS.test(word) || word === "") return word;
  if (before === "before" || before === "after") return redactor.name("set", word);
  return redactor.withAddresses(word) ?? redactor.names.map("word", word);
}

interface EntryShape {
  /** undefined for an entry of a set that was not made before. */
  readonly kinds: readonly string[] | undefined;
  /** Whether its interface is the beginning of many. */
  readonly isPattern: boolean;
}

/** `10.0.0.1,tcp:80,10.0.0.0/8`, `10.0.0.0/8,physdev:eth0`, or in a list of sets another set. */
function redactEntry(entry: string, { kinds, isPattern }: EntryShape, redactor: Redactor): string {
  return entry
    .split(",")
    .map((part, at) => {
      const kind = kinds?.[at] ?? guessedKind(part, at);
      if (kind === "set") return redactor.name("set", part);
      if (kind === "iface") return redactInterface(part, isPattern, redactor);
      if (kind === "port" && PORT.test(part)) return part;
      if (NUMBERS.test(part)) return part;
      return redactor.withAddresses(part) ?? redactor.names.map("word", part);
    })
    .join(",");
}

/** `80`, `tcp:80-90`, `icmp:echo-request`, `icmp:8/0`, `gre:0`. */
const PORT = /^(?:[a-z0-9-]+:)?(?:[a-z-]+|\d+(?:[/-]\d+)?)$/i;

function guessedKind(part: string, at: number): string {
  if (/^(?:tcp|udp|udplite|sctp|dccp|icmp|icmpv6|ipv6-icmp|gre):/.test(part)) return "port";
  if (/[.:]/.test(part) && !part.startsWith("physdev:")) return "ip";
  if (NUMBERS.test(part)) return "mark";
  return at === 0 ? "set" : "iface";
}

function redactInterface(part: string, isPattern: boolean, redactor: Redactor): string {
  const [, before = "", name = ""] = /^(physdev:)?(.*)$/.exec(part) ?? [];
  if (!isPattern) return before + redactor.interfaces.map(name);
  return before + redactor.interfaces.map(`${name}+`).slice(0, -1);
}
