import type { PassedOver } from "@/engine";
import type { Section } from "../sections/section";
import { sectionLines, type WithUnread } from "./sectionLines";

/** A network interface, as `ip addr` or `ip link` shows it. */
export interface Link {
  readonly name: string;
  /** `bridge`, `veth`, `vxlan` …; undefined where the listing has no details. */
  readonly kind: string | undefined;
  /** The number of a VXLAN. */
  readonly vxlanId: string | undefined;
  /** The outer addresses of a tunnel, `any` for whichever: what its packets are sent from and to. */
  readonly tunnel: { readonly local: string; readonly remote: string } | undefined;
  /** The bridge or bond that it is a port of. */
  readonly master: string | undefined;
  /** Whether it is switched on: one that is not brings no routes. */
  readonly isUp: boolean;
  /** With prefix length, in the listing's order. */
  readonly addresses: readonly string[];
}

export interface ReadLinks extends WithUnread {
  readonly links: readonly Link[];
}

type Draft = { -readonly [Key in keyof Link]: Link[Key] } & { addresses: string[] };

/** `2: eth0@if5: <BROADCAST,UP> mtu 1500 …` */
const HEAD = /^\s{0,3}\d+: ([^\s:@]+)(?:@\S+)?: <([\w,-]*)>(.*)$/;
/** `2: eth0    inet 10.0.0.10/24 …` of `-o`. */
const ONE_LINE = /^\s{0,3}\d+: (\S+)\s+inet6? (\S+)(.*)$/;
/** `eth0@if5  UP  10.0.0.10/24 fd00::10/64` of `-br`. */
const BRIEF =
  /^([^\s@]+)(?:@\S+)? +(UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT|NOTPRESENT|TESTING)(?: +(.*))?$/;
const ADDRESS = /^\s+inet6? ([\da-fA-F.:]+)(?: peer (\S+?)|)(\/\d+)?(?:\s|$)/;
const KINDS =
  /^\s+(bridge|veth|vxlan|ipip|vti6?|gre|gretap|sit|ip6tnl|tun|macvlan|macvtap|ipvlan|vlan|bond|dummy|wireguard|geneve|ifb|vrf|nlmon)(?:\s|$)/;
/** Lines that add nothing here. */
const DETAIL =
  /^\s+(?:link\/|valid_lft|altname|promiscuity|alias|bridge_slave|bond_slave|RX|TX|\d|prog\/|vf |permaddr|\S+ addrgenmode|openvswitch|tun_slave|vrf_slave|inet6? )/;

/** Reads `ip addr` and `ip link` with any of `-d`, `-br` and `-o`. */
export function readLinks(section: Section): ReadLinks {
  const links = new Map<string, Draft>();
  const unread: PassedOver[] = [];
  let current: Draft | undefined;
  for (const { line, text } of sectionLines(section)) {
    const begun = beginLink(links, text);
    if (begun !== undefined) current = begun;
    else if (current === undefined || !addDetail(current, text)) unread.push({ line, text });
  }
  return { links: [...links.values()], unread };
}

/** The interface that a line begins or adds to by its name; undefined for lines below one. */
function beginLink(links: Map<string, Draft>, text: string): Draft | undefined {
  const [, name, flags = "", rest = ""] = HEAD.exec(text) ?? [];
  if (name !== undefined) {
    const link = linkOf(links, name);
    link.isUp = flags.split(",").includes("UP");
    link.master = / master (\S+)/.exec(rest)?.[1];
    return link;
  }
  const [, listed, address] = ONE_LINE.exec(text) ?? [];
  if (listed !== undefined && address !== undefined) {
    const link = linkOf(links, listed.replace(/@.*/, ""));
    addAddress(link, address);
    return link;
  }
  return beginBrief(links, text);
}

function beginBrief(links: Map<string, Draft>, text: string): Draft | undefined {
  const [, name, state, rest = ""] = BRIEF.exec(text) ?? [];
  if (name === undefined) return undefined;
  const link = linkOf(links, name);
  const flags = /<([\w,-]*)>/.exec(rest)?.[1];
  // Of `-br addr` only the state of the link is there; one without carrier may be DOWN and yet switched on.
  link.isUp =
    flags === undefined ? state !== "DOWN" || rest !== "" : flags.split(",").includes("UP");
  for (const word of rest.split(/\s+/)) if (/^[\da-f.:]+\/\d+$/i.test(word)) addAddress(link, word);
  return link;
}

function linkOf(links: Map<string, Draft>, name: string): Draft {
  const known = links.get(name);
  if (known !== undefined) return known;
  const link: Draft = {
    name,
    kind: undefined,
    vxlanId: undefined,
    tunnel: undefined,
    master: undefined,
    isUp: true,
    addresses: [],
  };
  links.set(name, link);
  return link;
}

/** Whether a line below an interface's first is understood. */
function addDetail(link: Draft, text: string): boolean {
  const [, address, peer, bits] = ADDRESS.exec(text) ?? [];
  if (address !== undefined) {
    const written = peer === undefined && bits !== undefined ? `${address}${bits}` : address;
    addAddress(
      link,
      written.includes("/") ? written : `${address}/${address.includes(":") ? 128 : 32}`,
    );
    return true;
  }
  const kind = KINDS.exec(text)?.[1];
  if (kind !== undefined) {
    link.kind = kind;
    link.tunnel = tunnelOf(text);
    link.vxlanId = /^\s+vxlan (?:.*?)id (\d+)/.exec(text)?.[1];
    return true;
  }
  return DETAIL.test(text);
}

/** `ipip any remote any local any ttl inherit`. */
function tunnelOf(text: string): Link["tunnel"] {
  const [, remote, local] =
    /^\s+(?:ipip|gre|sit|ip6tnl|vti6?) (?:.*? )?remote (\S+) local (\S+)/.exec(text) ?? [];
  return remote === undefined || local === undefined ? undefined : { local, remote };
}

function addAddress(link: Draft, address: string): void {
  if (!link.addresses.includes(address)) link.addresses.push(address);
}

/** The interfaces that several listings of one node show, each with all that is known of it. */
export function mergeLinks(listings: readonly (readonly Link[])[]): readonly Link[] {
  const merged = new Map<string, Link>();
  for (const link of listings.flat()) {
    const known = merged.get(link.name);
    merged.set(link.name, known === undefined ? link : mergeLink(known, link));
  }
  return [...merged.values()];
}

function mergeLink(one: Link, other: Link): Link {
  return {
    name: one.name,
    kind: one.kind ?? other.kind,
    vxlanId: one.vxlanId ?? other.vxlanId,
    tunnel: one.tunnel ?? other.tunnel,
    master: one.master ?? other.master,
    isUp: one.isUp && other.isUp,
    addresses: [...new Set([...one.addresses, ...other.addresses])],
  };
}
