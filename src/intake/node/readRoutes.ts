import type { PassedOver } from "@/engine";
import type { Section } from "../sections/section";
import type { RouteTableNumbers } from "./routeTableNumbers";
import { sectionLines, type WithUnread } from "./sectionLines";

export interface ReadRoutes extends WithUnread {
  /** As `NodeSpec.routes` wants them, without those that an interface's own addresses bring. */
  readonly routes: readonly string[];
  /** Those that an interface's own addresses bring. */
  readonly routesOfAddresses: readonly string[];
  /** The tables of which the listing shows all. */
  readonly tables: "main" | "all";
  /** Whether each route of the listing is among these. */
  readonly isWhole: boolean;
}

/** A word that is followed by one that belongs to it and says nothing about where a packet goes. */
const IGNORED_WITH_VALUE: ReadonlySet<string> = new Set([
  "proto",
  "protocol",
  "pref",
  "nhid",
  "mtu",
  "advmss",
  "hoplimit",
  "initcwnd",
  "initrwnd",
  "rtt",
  "rttvar",
  "rto_min",
  "window",
  "cwnd",
  "ssthresh",
  "expires",
  "error",
  "realm",
  "realms",
  "tos",
  "dsfield",
  "weight",
  "congctl",
  "features",
]);
const IGNORED: ReadonlySet<string> = new Set([
  "linkdown",
  "cache",
  "offload",
  "trap",
  "rt_offload",
  "rt_trap",
  "lock",
  "unicast",
]);
const KEPT_WITH_VALUE: ReadonlySet<string> = new Set(["via", "dev", "src", "metric", "scope"]);
const KEPT_ALONE: ReadonlySet<string> = new Set(["onlink", "nexthop"]);
const TYPES: ReadonlySet<string> = new Set([
  "local",
  "broadcast",
  "multicast",
  "anycast",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
]);

/**
 * Reads `ip route`, `ip -6 route` and `ip route show table all`. Routes with an encapsulation, or whose next hop is of
 * another family, are among the unread.
 */
export function readRoutes(section: Section, numbers: RouteTableNumbers): ReadRoutes {
  const routes: string[] = [];
  const routesOfAddresses: string[] = [];
  const unread: PassedOver[] = [];
  const shown = /\btable (?:(all|0)\b|(\S+))/.exec(section.command?.text ?? "");
  const table = shown?.[1] === undefined ? shown?.[2] : undefined;
  const isIpv6 = section.command?.family === "IPv6";
  const lines = joinHops(sectionLines(section));
  let hasOtherTable = false;
  for (const { line, text } of lines) {
    const route = readRoute(text, { table, isIpv6, numbers });
    hasOtherTable ||= / table /.test(text);
    const isDead = / dead(?: |$)/.test(text);
    if (isDead) continue;
    if (route === undefined) unread.push({ line, text });
    else if (isOfAddresses(text)) routesOfAddresses.push(route);
    else routes.push(route);
  }
  const isAll = shown?.[1] !== undefined || (section.command === undefined && hasOtherTable);
  return {
    routes: [...new Set(routes)],
    routesOfAddresses: [...new Set(routesOfAddresses)],
    tables: isAll ? "all" : "main",
    isWhole: unread.length === 0,
    unread,
  };
}

/** A route with the next hops that stand on lines below it. One that is dead takes no packets. */
function joinHops(lines: ReturnType<typeof sectionLines>): ReturnType<typeof sectionLines> {
  const joined: { line: number; text: string }[] = [];
  for (const { line, text } of lines) {
    const last = joined.at(-1);
    const isHop = /^\s+nexthop /.test(text);
    if (!isHop || last === undefined) joined.push({ line, text });
    else if (!/ dead(?: |$)/.test(text)) last.text = `${last.text.trimEnd()} ${text.trim()}`;
  }
  return joined;
}

/** What the kernel puts there for each address of an interface, and the engine does too. */
function isOfAddresses(text: string): boolean {
  if (/ proto kernel(?: |$)/.test(text)) return !/\btable (?!local\b)/.test(text);
  return /^\s*multicast ff00::\/8 /.test(text);
}

interface RouteReading {
  /** The table that the command named. */
  readonly table: string | undefined;
  readonly isIpv6: boolean;
  readonly numbers: RouteTableNumbers;
}

function readRoute(text: string, { table, isIpv6, numbers }: RouteReading): string | undefined {
  const [first = "", ...rest] = text.trim().split(/\s+/);
  const where = TYPES.has(first) ? [first, rest.shift() ?? ""] : [first];
  if (!/^(?:default|[\da-f.:]+(?:\/\d+)?)$/i.test(where.at(-1) ?? "")) return undefined;
  const options = keepOptions(rest);
  if (options === undefined) return undefined;
  const isSix = isIpv6 || /(?:^|\s)pref /.test(text) || text.includes(":");
  const inTable = tableWords(options.table ?? table, first, numbers);
  // What stands behind a next hop is that hop's.
  const hopsFrom = options.kept.indexOf("nexthop");
  const kept = options.kept.toSpliced(hopsFrom < 0 ? options.kept.length : hopsFrom, 0, ...inTable);
  return [...(isSix ? ["-6"] : []), ...where, ...kept].join(" ");
}

/** The options that say where a packet goes; undefined when one of them is not understood. */
function keepOptions(words: string[]) {
  const kept: string[] = [];
  let table: string | undefined;
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (IGNORED.has(word)) continue;
    if (KEPT_ALONE.has(word)) {
      kept.push(word);
      continue;
    }
    const value = words.shift();
    if (value === undefined || (word === "via" && value.startsWith("inet"))) return undefined;
    if (word === "table") table = value;
    else if (KEPT_WITH_VALUE.has(word)) kept.push(word, value);
    else if (!IGNORED_WITH_VALUE.has(word)) return undefined;
  }
  return { kept, table };
}

/** The table that such a route is in anyway need not be named. */
function tableWords(table: string | undefined, type: string, numbers: RouteTableNumbers) {
  if (table === undefined || table === "main") return [];
  if (table === "local" && ["local", "broadcast", "multicast", "anycast"].includes(type)) return [];
  return ["table", numbers.of(table)];
}
