import { type Address, NO_ADDRESS, parseAddress, printAddress } from "../net/address";
import type { Family } from "../net/family";
import {
  isOneAddress,
  type MaskedAddress,
  parseMaskedAddress,
  prefixBits,
  prefixMask,
} from "../net/prefix";

export const ROUTE_TYPES = [
  "unicast",
  "local",
  "broadcast",
  "multicast",
  "anycast",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
] as const;
export type RouteType = (typeof ROUTE_TYPES)[number];

/** How far away what a route leads to is. Source: Linux include/uapi/linux/rtnetlink.h, rt_scope_t. */
export type RouteScope = "global" | "link" | "host";

/** The numbers of the tables every node has. Source: rtnetlink.h, rt_class_t. */
export const ROUTE_TABLES = { local: 255, main: 254, default: 253 } as const;

/** One line of a routing table, as written: its device may still have to be found by its gateway. */
export interface WrittenRoute {
  readonly destination: MaskedAddress;
  readonly type: RouteType;
  readonly gateway: Address | undefined;
  readonly device: string | undefined;
  /** The source a local sender gets (`src`). */
  readonly source: Address | undefined;
  readonly metric: number;
  readonly table: number;
  readonly isOnLink: boolean;
  readonly scope: RouteScope | undefined;
  /** Of a route with several next hops (`nexthop`) all but the first, which the route itself names. Absent for none. */
  readonly otherHops?: readonly NextHop[] | undefined;
}

/** Whom packets are handed to, and over which interface. */
export interface NextHop {
  readonly gateway: Address | undefined;
  readonly device: string | undefined;
}

/** One line of a routing table. */
export interface Route extends Omit<WrittenRoute, "scope"> {
  readonly scope: RouteScope;
  /** 0 to 32, or to 128. */
  readonly prefixBits: number;
  /** As `ip route` prints it. */
  readonly text: string;
}

export type ParsedRoute =
  | { readonly ok: true; readonly route: WrittenRoute }
  | { readonly ok: false; readonly why: string };

type Draft = { -readonly [Key in keyof WrittenRoute]: WrittenRoute[Key] };
type SetOption = (draft: Draft, word: string) => string | undefined;

/** Where `default` leads. */
const EVERYWHERE: Readonly<Record<Family, MaskedAddress>> = {
  IPv4: { address: NO_ADDRESS.IPv4, mask: prefixMask(0) },
  IPv6: { address: NO_ADDRESS.IPv6, mask: prefixMask(0, "IPv6") },
};

/** The metric of an IPv6 route that names none. Source: Linux include/uapi/linux/ipv6_route.h, IP6_RT_PRIO_USER. */
const IPV6_METRIC = 1024;

const OPTIONS: Readonly<Record<string, SetOption>> = {
  via: (draft, word) => setAddress(word, (address) => (draft.gateway = address)),
  src: (draft, word) => setAddress(word, (address) => (draft.source = address)),
  dev: (draft, word) => {
    draft.device = word;
    return undefined;
  },
  metric: (draft, word) => setNumber(word, (number) => (draft.metric = number)),
  table: (draft, word) => {
    const named = Object.hasOwn(ROUTE_TABLES, word)
      ? ROUTE_TABLES[word as keyof typeof ROUTE_TABLES]
      : Number(word);
    return setNumber(String(named), (number) => (draft.table = number));
  },
  scope: (draft, word) => {
    if (word !== "global" && word !== "link" && word !== "host") {
      return `"${word}" is not a scope; global, link or host would be.`;
    }
    draft.scope = word;
    return undefined;
  },
  proto: () => undefined,
  pref: () => undefined,
  weight: () => undefined,
};

/**
 * Reads the arguments of `ip route add`, or one line of `ip route`: `default via 10.0.0.1 dev eth0`. What has a colon in an
 * address, or `-6` before it, is a route of IPv6.
 */
export function parseRoute(text: string): ParsedRoute {
  const family = familyOfRouteText(text);
  const words = text
    .trim()
    .replace(/^-[46]\s+/, "")
    .split(/\s+/);
  const first = words[0] ?? "";
  const isTyped = (ROUTE_TYPES as readonly string[]).includes(first);
  const type = isTyped ? (first as RouteType) : "unicast";
  const [where = "", ...options] = isTyped ? words.slice(1) : words;
  const destination = where === "default" ? EVERYWHERE[family] : parseMaskedAddress(where, family);
  if (destination === undefined) {
    return refuse(`"${where}" is not a destination; default, an address or a CIDR would be.`);
  }
  const isOfLocalTable = type === "local" || ["broadcast", "multicast", "anycast"].includes(type);
  const table = isOfLocalTable ? ROUTE_TABLES.local : ROUTE_TABLES.main;
  const draft: Draft = {
    destination,
    type,
    gateway: undefined,
    device: undefined,
    source: undefined,
    metric: family === "IPv6" ? IPV6_METRIC : 0,
    table,
    isOnLink: false,
    scope: undefined,
  };
  const [own = [], ...hops] = splitHops(options);
  const why = setOptions(draft, own) ?? setHops(draft, hops);
  return why === undefined ? { ok: true, route: draft } : refuse(why);
}

/** An interface may not have a colon in its name, but an address of IPv6 has one. */
function familyOfRouteText(text: string): Family {
  return /^\s*-6\s/.test(text) || text.includes(":") ? "IPv6" : "IPv4";
}

function setOptions(draft: Draft, words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const name = words[at] ?? "";
    if (name === "onlink") {
      draft.isOnLink = true;
      continue;
    }
    const set = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
    if (set === undefined) return `"${name}" is not known here.`;
    at++;
    const why = set(draft, words[at] ?? "");
    if (why !== undefined) return why;
  }
  return undefined;
}

/** What stands before the first `nexthop`, and behind each. */
function splitHops(words: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const word of words) {
    if (word === "nexthop") parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

/** The first is the route's own; each of several has to name its device. */
function setHops(draft: Draft, [first, ...others]: readonly (readonly string[])[]) {
  if (first === undefined) return undefined;
  const hops: NextHop[] = [];
  for (const words of others) {
    const hop: Draft = { ...draft, gateway: undefined, device: undefined };
    const why = setOptions(hop, words);
    if (why !== undefined) return why;
    hops.push({ gateway: hop.gateway, device: hop.device });
  }
  const why = setOptions(draft, first);
  if (why !== undefined) return why;
  if (hops.length > 0) draft.otherHops = hops;
  const isWithout = [draft, ...hops].some(({ device }) => device === undefined);
  return isWithout
    ? "A next hop lacks its device; dev eth0 behind each of them would be right."
    : undefined;
}

/** The next hops of a route: one, unless it names several. */
export function hopsOf({ gateway, device, otherHops = [] }: Route): readonly NextHop[] {
  return [{ gateway, device }, ...otherHops];
}

/** A route as if it had one of its next hops alone. */
export function overHop(route: Route, { gateway, device }: NextHop): Route {
  return completeRoute({ ...route, gateway, otherHops: undefined }, device);
}

/** Gives a written route what the kernel fills in. */
export function completeRoute(written: WrittenRoute, device: string | undefined): Route {
  const scope = written.scope ?? defaultScope(written);
  const complete = {
    ...written,
    device,
    scope,
    prefixBits: prefixBits(written.destination.mask) ?? 0,
  };
  return { ...complete, text: printRoute(complete) };
}

function defaultScope({ type, gateway }: WrittenRoute): RouteScope {
  if (type === "local") return "host";
  return type === "unicast" && gateway !== undefined ? "global" : "link";
}

function printRoute(route: Omit<Route, "text">): string {
  const { destination, type, gateway, device, source, metric, otherHops = [] } = route;
  const isHost = isOneAddress(destination);
  const cidr = `${printAddress(destination.address)}${isHost ? "" : `/${route.prefixBits}`}`;
  const words = [type === "unicast" ? "" : type, route.prefixBits === 0 ? "default" : cidr];
  if (otherHops.length > 0) words.push("nexthop");
  words.push(...hopWords({ gateway, device }));
  for (const hop of otherHops) words.push("nexthop", ...hopWords(hop));
  if (source !== undefined) words.push("src", printAddress(source));
  if (metric !== 0) words.push("metric", String(metric));
  return words.filter((word) => word !== "").join(" ");
}

function hopWords({ gateway, device }: NextHop): readonly string[] {
  return [
    ...(gateway === undefined ? [] : ["via", printAddress(gateway)]),
    ...(device === undefined ? [] : ["dev", device]),
  ];
}

function refuse(why: string): ParsedRoute {
  return { ok: false, why };
}

function setAddress(word: string, set: (address: Address) => void): string | undefined {
  const address = parseAddress(word);
  if (address === undefined) return `"${word}" is not an address such as 10.0.0.1 or fd00::1.`;
  set(address);
  return undefined;
}

function setNumber(word: string, set: (number: number) => void): string | undefined {
  const number = Number(word);
  if (!Number.isInteger(number) || number < 0) return `"${word}" is not a number.`;
  set(number);
  return undefined;
}
