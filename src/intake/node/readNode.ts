import type { PassedOver } from "@/engine";
import type { Section } from "../sections/section";
import { readConnections } from "./readConnections";
import { type ReadIpsets, readListedIpsets, readSavedIpsets } from "./readIpsets";
import { type Link, mergeLinks, readLinks } from "./readLinks";
import { type ReadRoutes, readRoutes } from "./readRoutes";
import { type ReadRoutingRules, readRoutingRules } from "./readRoutingRules";
import { readSysctls } from "./readSysctls";
import { readVirtualServers, type VirtualServer } from "./readVirtualServers";
import { RouteTableNumbers } from "./routeTableNumbers";
import { whyFailed } from "./sectionLines";

/** What the sections of one machine say about it, beside its rules. undefined: no section told. */
export interface NodeReading {
  readonly links: readonly Link[] | undefined;
  /** Whether addresses are shown, not links alone. */
  readonly showsAddresses: boolean;
  readonly routes: Omit<ReadRoutes, "unread"> | undefined;
  readonly routingRules: Omit<ReadRoutingRules, "unread"> | undefined;
  readonly sysctls: Readonly<Record<string, number>> | undefined;
  readonly ipsets: Omit<ReadIpsets, "unread"> | undefined;
  readonly connections: readonly string[] | undefined;
  readonly virtualServers: readonly VirtualServer[] | undefined;
  /** What each section told, in their order. Those with rules are not among them. */
  readonly sections: readonly ReadSection[];
}

/** A section and what was taken from it. */
export interface ReadSection {
  readonly section: Section;
  /** `5 interfaces, 7 addresses`, or why there is nothing. */
  readonly told: string;
  readonly unread: readonly PassedOver[];
}

type Draft = {
  -readonly [Key in keyof Omit<NodeReading, "sections" | "links">]: NodeReading[Key];
} & { links: (readonly Link[])[]; readonly numbers: RouteTableNumbers };

/** Takes what a section says into the draft; gives what it told, and what was not understood. */
type Reader = (draft: Draft, section: Section) => Omit<ReadSection, "section">;

/** Reads what the sections of one machine say about it. Never throws. */
export function readNode(sections: readonly Section[]): NodeReading {
  const draft: Draft = {
    links: [],
    showsAddresses: false,
    routes: undefined,
    routingRules: undefined,
    sysctls: undefined,
    ipsets: undefined,
    connections: undefined,
    virtualServers: undefined,
    numbers: new RouteTableNumbers(),
  };
  const read = sections.flatMap((section): ReadSection[] => {
    const reader = READERS[section.kind];
    if (reader === undefined) return [];
    const failed = whyFailed(section);
    if (failed !== undefined) return [{ section, told: `nothing: ${failed}`, unread: [] }];
    return [{ section, ...reader(draft, section) }];
  });
  const { numbers: _numbers, links, ...facts } = draft;
  return {
    ...facts,
    links: links.length === 0 ? undefined : mergeLinks(links),
    sections: read,
  };
}

const READERS: Partial<Record<Section["kind"], Reader>> = {
  "ip-addr": (draft, section) => {
    draft.showsAddresses = true;
    return takeLinks(draft, section);
  },
  "ip-link": (draft, section) => takeLinks(draft, section),
  "ip-route": takeRoutes,
  "ip-rule": takeRoutingRules,
  sysctl: (draft, section) => {
    const { sysctls, unread } = readSysctls(section);
    draft.sysctls = { ...draft.sysctls, ...sysctls };
    return {
      told: count(
        Object.keys(sysctls).length,
        "setting that decides about packets",
        "settings that decide about packets",
      ),
      unread,
    };
  },
  "ipset-save": (draft, section) => takeIpsets(draft, readSavedIpsets(section)),
  "ipset-list": (draft, section) => takeIpsets(draft, readListedIpsets(section)),
  conntrack: (draft, section) => {
    const { connections, unread } = readConnections(section);
    draft.connections = [...new Set([...(draft.connections ?? []), ...connections])];
    return { told: count(connections.length, "connection"), unread };
  },
  ipvsadm: (draft, section) => {
    const { virtualServers, unread } = readVirtualServers(section);
    draft.virtualServers = [...(draft.virtualServers ?? []), ...virtualServers];
    const told = count(virtualServers.length, "virtual server");
    return { told: virtualServers.length === 0 ? told : `${told}, which are not walked`, unread };
  },
  hostname: (_draft, { text }) => ({ told: text.trim().split(/\s/, 1)[0] ?? "", unread: [] }),
};

function takeLinks(draft: Draft, section: Section) {
  const { links, unread } = readLinks(section);
  draft.links.push(links);
  const addresses = links.reduce((sum, link) => sum + link.addresses.length, 0);
  const told = count(links.length, "interface");
  return {
    told: addresses > 0 ? `${told}, ${count(addresses, "address", "addresses")}` : told,
    unread,
  };
}

function takeRoutes(draft: Draft, section: Section) {
  const { unread, ...read } = readRoutes(section, draft.numbers);
  const known = draft.routes;
  draft.routes = {
    routes: [...new Set([...(known?.routes ?? []), ...read.routes])],
    routesOfAddresses: [
      ...new Set([...(known?.routesOfAddresses ?? []), ...read.routesOfAddresses]),
    ],
    tables: known?.tables === "all" ? "all" : read.tables,
    isWhole: (known?.isWhole ?? true) && read.isWhole,
  };
  const own = `${count(read.routesOfAddresses.length, "route")} of its own addresses`;
  return { told: `${count(read.routes.length, "route")}, and ${own}`, unread };
}

function takeRoutingRules(draft: Draft, section: Section) {
  const { unread, ...read } = readRoutingRules(section, draft.numbers);
  draft.routingRules = {
    rules: [...(draft.routingRules?.rules ?? []), ...read.rules],
    missing: [...(draft.routingRules?.missing ?? []), ...read.missing],
    isWhole: (draft.routingRules?.isWhole ?? true) && read.isWhole,
  };
  const absent = read.missing.map((rule) => `; "${rule}" is not there`).join("");
  return {
    told: `${count(read.rules.length, "rule")} beside those that every node has${absent}`,
    unread,
  };
}

/** A set that was both saved and listed is taken once. */
function takeIpsets(draft: Draft, { unread, ...read }: ReadIpsets) {
  const known = draft.ipsets;
  const lines = known === undefined || known.lines.length === 0 ? read.lines : known.lines;
  draft.ipsets = {
    lines,
    sets: Math.max(known?.sets ?? 0, read.sets),
    withoutMembers: known?.lines.length ? known.withoutMembers : read.withoutMembers,
  };
  const hidden = read.withoutMembers.length;
  const told = count(read.sets, "set");
  return { told: hidden > 0 ? `${told}, ${hidden} of them without members` : told, unread };
}

function count(value: number, one: string, many = `${one}s`): string {
  return `${value.toLocaleString("en")} ${value === 1 ? one : many}`;
}
