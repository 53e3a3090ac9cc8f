/** Which columns the rows of a listing have, as its header names them. */
export interface Columns {
  /** `--line-numbers` */
  readonly number: boolean;
  /** `-v`: packets and bytes. */
  readonly counters: boolean;
  /** `-v`: in and out. */
  readonly interfaces: boolean;
}

/** One rule of a listing, column by column, as written. */
export interface ListingRow {
  readonly packets: string | undefined;
  readonly bytes: string | undefined;
  /** "" for a rule without target. */
  readonly target: string;
  /** Each of these with its `!`. */
  readonly protocol: string;
  readonly fragment: "" | "-f" | "!f";
  readonly inInterface: string | undefined;
  readonly outInterface: string | undefined;
  readonly source: string;
  readonly destination: string;
  /** What matches and target print. */
  readonly details: string;
}

/** The columns that a header line names; undefined when it is none. */
export function readColumns(line: string): Columns | undefined {
  if (!/^\s*(?:num\s+)?(?:pkts\s+bytes\s+)?target\s+prot\s+opt\s/.test(line)) return undefined;
  return {
    number: /^\s*num\s/.test(line),
    counters: /\bpkts\b/.test(line),
    interfaces: /\sin\s+out\s/.test(line),
  };
}

const COUNT = /^\d+[KMGTPE]?$/;

/**
 * Reads a row; undefined when the line is none. Without a header, as `grep` leaves it, the columns are told from the row.
 * Source: iptables 1.8.9 iptables/iptables.c, print_firewall; older versions print no `opt` for IPv6.
 */
export function readRow(line: string, columns: Columns | undefined): ListingRow | undefined {
  const words = splitRow(line);
  const textAt = (at: number) => words[at]?.text ?? "";
  const first = columns?.number === true && /^\d+$/.test(textAt(0)) ? 1 : 0;
  const hasCounters =
    columns?.counters !== false && COUNT.test(textAt(first)) && COUNT.test(textAt(first + 1));
  const from = hasCounters ? first + 2 : first;
  const place = placeWithOptions(words, from) ?? placeWithoutOptions(words, from);
  if (place === undefined) return undefined;
  const hasInterfaces = columns?.interfaces ?? hasCounters;
  const addresses = hasInterfaces ? place.next + 2 : place.next;
  const destination = words[addresses + 1];
  if (destination === undefined) return undefined;
  return {
    packets: hasCounters ? textAt(first) : undefined,
    bytes: hasCounters ? textAt(first + 1) : undefined,
    target: place.protocol > from ? textAt(place.protocol - 1) : "",
    protocol: textAt(place.protocol),
    fragment: FRAGMENTS.find((sign) => sign === textAt(place.next - 1)) ?? "",
    inInterface: hasInterfaces ? textAt(place.next) : undefined,
    outInterface: hasInterfaces ? textAt(place.next + 1) : undefined,
    source: textAt(addresses),
    destination: destination.text,
    details: line.slice(destination.end).trim(),
  };
}

const FRAGMENTS = ["-f", "!f"] as const;
const PROTOCOL =
  /^!?(?:all|tcp|udp|udplite|sctp|dccp|icmp|icmpv6|ipv6-icmp|esp|ah|gre|mh|\d{1,3})$/;

interface RowPlace {
  readonly protocol: number;
  /** The word behind `opt`, or behind the protocol where there is none. */
  readonly next: number;
}

/** `opt` is `--`, `-f` or `!f`, behind the protocol, and that behind the target if there is one. */
function placeWithOptions(words: readonly RowWord[], from: number): RowPlace | undefined {
  const options = [from + 1, from + 2].find((at) => /^(?:--|-f|!f)$/.test(words[at]?.text ?? ""));
  return options === undefined ? undefined : { protocol: options - 1, next: options + 1 };
}

/** Without `opt` the protocol is the first or second word. */
function placeWithoutOptions(words: readonly RowWord[], from: number): RowPlace | undefined {
  const protocol = [from + 1, from].find((at) => PROTOCOL.test(words[at]?.text ?? ""));
  return protocol === undefined ? undefined : { protocol, next: protocol + 1 };
}

interface RowWord {
  readonly text: string;
  readonly end: number;
}

/** No column behind the destination is wanted, and a line may be long. */
const MOST_COLUMNS = 12;

function splitRow(line: string): readonly RowWord[] {
  const words: RowWord[] = [];
  const word = /\S+/g;
  for (let found = word.exec(line); found !== null; found = word.exec(line)) {
    words.push({ text: found[0], end: word.lastIndex });
    if (words.length === MOST_COLUMNS) break;
  }
  return words;
}
