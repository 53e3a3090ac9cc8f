import type { Missing } from "../net/decision";
import type { Packet } from "../net/packet";
import type { MaskedValue } from "../net/uint32";
import type { IpsetChange } from "../targets/targetExtension";
import {
  endOfEntry,
  entryOf,
  type Ipset,
  type IpsetEntry,
  type IpsetPart,
  isBitmapOfPorts,
  membersOf,
  portOf,
} from "./ipset";
import { lastOf, networkOf, prefixMask } from "../net/prefix";
import { familyOf } from "../net/address";

/** What SET did: the set as it is now, and the mark that an entry carries; nothing of either when it failed. */
export type IpsetOutcome =
  | { readonly changed: Ipset | undefined; readonly mark: MaskedValue | undefined }
  | { readonly missing: Missing };

const NOTHING: IpsetOutcome = { changed: undefined, mark: undefined };

/** The sets of a node as rules have left them. */
export function ipsetsNow(
  ipsets: ReadonlyMap<string, Ipset>,
  changed: ReadonlyMap<string, Ipset>,
): ReadonlyMap<string, Ipset> {
  return changed.size === 0 ? ipsets : new Map([...ipsets, ...changed]);
}

/** A packet whose entry is added or taken out, and when. */
interface Maker {
  readonly packet: Packet;
  readonly timeMs: number;
}

/**
 * Changes a set by the entry that a packet makes. A list of sets hands the change to the first member that takes it.
 * Source: Linux net/netfilter/xt_set.c, set_target_v3; net/netfilter/ipset/ip_set_core.c, ip_set_add and ip_set_del.
 */
export function changeIpset(
  ipsets: ReadonlyMap<string, Ipset>,
  change: IpsetChange,
  maker: Maker,
): IpsetOutcome {
  const set = ipsets.get(change.name);
  if (set === undefined || set.dimensions.includes("other")) {
    return { missing: { kind: "ipset", name: change.name } };
  }
  if (set.dimensions[0] !== "set") return changeOne(set, change, maker);
  for (const name of membersOf(set)) {
    const done = changeIpset(ipsets, { ...change, name }, maker);
    if ("missing" in done || done.changed !== undefined || done.mark !== undefined) return done;
  }
  return NOTHING;
}

function changeOne(set: Ipset, change: IpsetChange, { packet, timeMs }: Maker): IpsetOutcome {
  const question = { packet, directions: change.ends, timeMs };
  if (change.change === "map mark") {
    const found = entryOf(set, question);
    return { changed: undefined, mark: found?.isException ? undefined : found?.mark };
  }
  const parts = partsOf(set, packet, change.ends);
  if (parts === undefined) return NOTHING;
  const living = set.entries.filter(({ untilMs }) => untilMs === undefined || untilMs > timeMs);
  const entries =
    change.change === "del"
      ? without(living, parts)
      : withEntry(set, living, { parts, change, timeMs });
  return entries === undefined ? NOTHING : { changed: { ...set, entries }, mark: undefined };
}

/** undefined when the entry is there already, and stays as it is, and when the set is full. */
function withEntry(
  set: Ipset,
  living: readonly IpsetEntry[],
  made: {
    readonly parts: readonly IpsetPart[];
    readonly change: Extract<IpsetChange, { change: "add" }>;
    readonly timeMs: number;
  },
): readonly IpsetEntry[] | undefined {
  const { parts, change, timeMs } = made;
  const untilMs = endOfEntry(set, timeMs, change.timeoutSeconds);
  const added: IpsetEntry = { parts, isException: false, untilMs, mark: undefined };
  const others = without(living, parts);
  if (others === undefined) {
    return living.length < set.mostEntries ? [...living, added] : undefined;
  }
  return change.exist ? [...others, added] : undefined;
}

/** The entries less one; undefined when it was not there. An entry that stands for many is cut around it. */
function without(
  entries: readonly IpsetEntry[],
  parts: readonly IpsetPart[],
): readonly IpsetEntry[] | undefined {
  const at = entries.findIndex((entry) => entry.parts.every((part, n) => contains(part, parts[n])));
  const found = entries[at];
  if (found === undefined) return undefined;
  return [...entries.slice(0, at), ...cut(found, parts), ...entries.slice(at + 1)];
}

/** A network is one element of its set; a range of addresses or ports stands for all of them. */
function contains(part: IpsetPart, wanted: IpsetPart | undefined): boolean {
  if (part.of === "port" && wanted?.of === "port") {
    if (part.protocol !== wanted.protocol) return false;
    return part.ports.from <= wanted.ports.from && wanted.ports.to <= part.ports.to;
  }
  if (part.of !== "address" || wanted?.of !== "address") return false;
  if (wanted.isNetwork) return part.from === wanted.from && part.to === wanted.to;
  return part.from <= wanted.from && wanted.to <= part.to;
}
