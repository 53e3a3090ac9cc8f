import type { UnknownRule } from "@/engine";
import { quoted } from "./detailForm";
import type { ListingRow } from "./listingRow";
import { readDetails } from "./readDetails";

/** A row as a rule of iptables-save. */
export interface RowText {
  readonly text: string;
  readonly unknown: Omit<UnknownRule, "line"> | undefined;
  /** Whether its counters end in K, M or G. */
  readonly isRounded: boolean;
}

const INTERFACES_HIDDEN = '-m hidden --part "interfaces not shown"';

/** Writes a row as `[1:60] -A CHAIN …`. What the listing does not show stands in it as a part that nobody can decide. */
export function rowText(chain: string, row: ListingRow): RowText {
  const details = readDetails(row.details, row.target);
  const counters = countersOf(row);
  const text = [
    counters.text,
    `-A ${chain}`,
    addressTest("-s", row.source),
    addressTest("-d", row.destination),
    interfaceTest("-i", row.inInterface),
    interfaceTest("-o", row.outInterface),
    protocolTest(row.protocol),
    row.fragment === "!f" ? "! -f" : row.fragment,
    details.matches,
    row.inInterface === undefined ? INTERFACES_HIDDEN : "",
    details.unread === undefined ? "" : unreadPart(details.unread),
    details.target === "" ? "" : `${details.isGoto ? "-g" : "-j"} ${details.target}`,
    details.options,
  ];
  return {
    text: text.filter((part) => part !== "").join(" "),
    unknown: details.unread === undefined ? undefined : unknownWords(details.unread),
    isRounded: counters.isRounded,
  };
}

/** As much of the words as a rule's row has room for. */
const MOST_SHOWN = 40;

function unreadPart(words: string): string {
  const shown = words.length > MOST_SHOWN ? `${words.slice(0, MOST_SHOWN)}…` : words;
  return `-m hidden --part ${quoted(`not understood: ${shown}`)}`;
}

function unknownWords(words: string): Omit<UnknownRule, "line"> {
  return {
    column: 1,
    text: words,
    why: `the words "${words}" are none that a match or target known here prints in iptables -L`,
  };
}

/** Names that every machine prints alike. Source: Debian netbase /etc/networks; RFC 1112 for 224.0.0.0. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["localhost", "127.0.0.1"],
  ["loopback", "127.0.0.0"],
  ["link-local", "169.254.0.0"],
  ["base-address.mcast.net", "224.0.0.0"],
  ["all-systems.mcast.net", "224.0.0.1"],
]);
const EVERYWHERE: ReadonlySet<string> = new Set(["anywhere", "0.0.0.0/0", "::/0", "default"]);

function addressTest(option: string, written: string): string {
  const { sign, text } = signed(written);
  if (EVERYWHERE.has(text))
    return sign === "" ? "" : `! ${option} ${text === "anywhere" ? "0/0" : text}`;
  const [name = "", bits] = text.split("/", 2);
  const address = NAMES.get(name) ?? name;
  return `${sign}${option} ${bits === undefined ? address : `${address}/${bits}`}`;
}

function interfaceTest(option: string, written: string | undefined): string {
  if (written === undefined || written === "*" || written === "any") return "";
  const { sign, text } = signed(written);
  return `${sign}${option} ${text}`;
}

function protocolTest(written: string): string {
  const { sign, text } = signed(written);
  return text === "all" || text === "0" ? "" : `${sign}-p ${text}`;
}

function signed(written: string): { readonly sign: "" | "! "; readonly text: string } {
  return written.startsWith("!")
    ? { sign: "! ", text: written.slice(1) }
    : { sign: "", text: written };
}

const UNITS: Readonly<Record<string, number>> = {
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};

/** A count as listed; `1482K` is 1,482,000 more or less. */
export function readCount(written: string): {
  readonly count: number;
  readonly isRounded: boolean;
} {
  const unit = UNITS[written.at(-1) ?? ""];
  return unit === undefined
    ? { count: Number(written), isRounded: false }
    : { count: Number(written.slice(0, -1)) * unit, isRounded: true };
}

function countersOf({ packets, bytes }: ListingRow) {
  if (packets === undefined || bytes === undefined) return { text: "", isRounded: false };
  const [packetCount, byteCount] = [readCount(packets), readCount(bytes)];
  return {
    text: `[${packetCount.count}:${byteCount.count}]`,
    isRounded: packetCount.isRounded || byteCount.isRounded,
  };
}
