import type { Family } from "@/engine";
import {
  type ConvertedLine,
  type ConvertedRules,
  LONGEST_RULE,
  type Loss,
} from "../rules/convertedRules";
import { tableOfListing } from "../rules/tableOfListing";
import { isRow } from "../sections/lineShape";
import { isCutShort, isListingTail } from "../sections/listingTail";
import { pastedLine, type Section } from "../sections/section";
import { type Columns, readColumns, readRow } from "./listingRow";
import { readCount, rowText } from "./rowText";

/**
 * Reads a section of `iptables -L` with any options. Several listings one after the other are several tables: the base
 * chains of a table stand before its user chains. Lines that are neither heads nor rules are passed over.
 */
export function readListing(section: Section): readonly ConvertedRules[] {
  const reader = new ListingReader(section);
  for (const [index, text] of section.text.split("\n").entries())
    reader.read(text, pastedLine(section, index + 1));
  return reader.end();
}

const HEAD =
  /^\s*Chain (\S+) \((?:policy (ACCEPT|DROP)(?: (\d+[KMGTPE]?) packets, (\d+[KMGTPE]?) bytes)?|\d+ references)\)/;

interface Draft {
  readonly lines: ConvertedLine[];
  readonly unknown: { line: number; column: number; text: string; why: string }[];
  readonly passedOver: { line: number; text: string }[];
  readonly base: Set<string>;
  hasUserChain: boolean;
  hidesInterfaces: boolean;
  hidesCounters: boolean;
  /** Whether counters end in K, M or G. */
  hasRounded: boolean;
  hasNames: boolean;
  hasIpv6: boolean;
  hasIpv4: boolean;
}

class ListingReader {
  readonly #section: Section;
  readonly #done: ConvertedRules[] = [];
  #draft = newDraft();
  #columns: Columns | undefined;
  #chain: string | undefined;
  /** The row at hand, as long as its next line may be its tail. */
  #row: { readonly text: string; readonly line: number } | undefined;

  constructor(section: Section) {
    this.#section = section;
  }

  read(text: string, line: number): void {
    if (text.length > LONGEST_RULE) {
      this.#draft.passedOver.push({ line, text });
      return;
    }
    const row = this.#row;
    this.#row = undefined;
    if (row !== undefined && !isRow(text) && isListingTail(row.text, text)) {
      this.#readWrapped(row, text);
      return;
    }
    const [, chain, policy, packets, bytes] = HEAD.exec(text) ?? [];
    if (chain?.includes('"')) {
      this.#passOverHead(text, line);
      return;
    }
    if (chain !== undefined) {
      this.#readHead({ chain, policy, packets, bytes }, line);
      return;
    }
    const columns = readColumns(text);
    if (columns !== undefined) this.#columns = columns;
    else if (text.trim() !== "") this.#readRow(text, line);
  }

  end(): readonly ConvertedRules[] {
    this.#finish();
    return this.#done;
  }

  /** Nobody could print a rule of such a chain so that iptables-restore finds the end of its name. */
  #passOverHead(text: string, line: number): void {
    this.#draft.passedOver.push({ line, text });
    this.#chain = undefined;
    this.#columns = undefined;
  }

  #readHead(
    {
      chain,
      policy,
      packets,
      bytes,
    }: {
      readonly chain: string;
      readonly policy: string | undefined;
      readonly packets: string | undefined;
      readonly bytes: string | undefined;
    },
    line: number,
  ): void {
    const isBase = policy !== undefined;
    if (isBase && (this.#draft.hasUserChain || this.#draft.base.has(chain))) this.#finish();
    if (isBase) this.#draft.base.add(chain);
    else this.#draft.hasUserChain = true;
    const [packetCount, byteCount] = [readCount(packets ?? "0"), readCount(bytes ?? "0")];
    if (packetCount.isRounded || byteCount.isRounded) this.#draft.hasRounded = true;
    const counters = `[${packetCount.count}:${byteCount.count}]`;
    this.#draft.lines.push({ text: `:${chain} ${policy ?? "-"} ${counters}`, line });
    this.#chain = chain;
    this.#columns = undefined;
  }

  #readRow(text: string, line: number): void {
    const draft = this.#draft;
    const row = readRow(text, this.#columns);
    if (row === undefined) {
      draft.passedOver.push({ line, text });
      if (isCutShort(text)) this.#row = { text, line };
      return;
    }
    if (this.#chain === undefined) {
      const why =
        "no line “Chain NAME” that can be read stands before it, so that nobody knows whose rule it is";
      draft.unknown.push({ line, column: 1, text: text.trim(), why });
      return;
    }
    const { text: rule, unknown, isRounded } = rowText(this.#chain, row);
    draft.lines.push({ text: rule, line });
    this.#row = { text, line };
    if (unknown !== undefined) draft.unknown.push({ ...unknown, line });
    if (isRounded) draft.hasRounded = true;
    if (row.inInterface === undefined) draft.hidesInterfaces = true;
    if (row.packets === undefined) draft.hidesCounters = true;
    const addresses = `${row.source} ${row.destination}`;
    if (/anywhere|[g-z]/i.test(addresses)) draft.hasNames = true;
    if (/:/.test(addresses) || /icmpv6|ipv6-icmp/.test(row.protocol)) draft.hasIpv6 = true;
    if (/\d\.\d/.test(addresses)) draft.hasIpv4 = true;
  }

  /** Reads a row again together with its tail, which may go on in its turn. */
  #readWrapped({ text, line }: { readonly text: string; readonly line: number }, tail: string) {
    const { lines, unknown, passedOver } = this.#draft;
    if (lines.at(-1)?.line === line) lines.pop();
    if (passedOver.at(-1)?.line === line) passedOver.pop();
    if (unknown.at(-1)?.line === line) unknown.pop();
    this.#readRow(`${text.trimEnd()} ${tail.trim()}`, line);
  }

  #finish(): void {
    const draft = this.#draft;
    this.#draft = newDraft();
    this.#chain = undefined;
    const hasSomething = draft.lines.length + draft.unknown.length + draft.passedOver.length > 0;
    if (!hasSomething) return;
    const { table, assumed } = tableOfListing(this.#section, draft.base);
    this.#done.push({
      table,
      family: this.#section.command?.family === "IPv6" ? "IPv6" : familyOf(draft),
      lines: draft.lines,
      lost: lossesOf(draft),
      unknown: draft.unknown,
      passedOver: draft.passedOver,
      assumed,
    });
  }
}

function newDraft(): Draft {
  return {
    lines: [],
    unknown: [],
    passedOver: [],
    hasRounded: false,
    base: new Set(),
    hasUserChain: false,
    hidesInterfaces: false,
    hidesCounters: false,
    hasNames: false,
    hasIpv6: false,
    hasIpv4: false,
  };
}

function familyOf({ hasIpv4, hasIpv6 }: Draft): Family | undefined {
  if (hasIpv6) return "IPv6";
  return hasIpv4 ? "IPv4" : undefined;
}

function lossesOf({
  hidesInterfaces,
  hidesCounters,
  hasNames,
  hasRounded,
}: Draft): readonly Loss[] {
  const all = [
    [
      hidesInterfaces,
      "interfaces",
      "iptables -L shows interfaces with -v only: a rule that would match may ask for one, so it is undecided.",
    ],
    [hidesCounters, "counters", "iptables -L shows counters with -v only."],
    [
      hasRounded,
      "exact counters",
      "Counters that end in K, M or G are rounded to thousands or more; iptables -L shows them exactly with -x.",
    ],
    [
      hasNames,
      "names",
      "iptables -L prints names for addresses and ports without -n; names that are not the same everywhere are not understood.",
    ],
  ] as const;
  return all.flatMap(([isSo, hides, what]) => (isSo ? [{ hides, what }] : []));
}
