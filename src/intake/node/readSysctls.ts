import type { PassedOver } from "@/engine";
import type { Section } from "../sections/section";
import { sectionLines, type WithUnread } from "./sectionLines";

export interface ReadSysctls extends WithUnread {
  /** By path below /proc/sys, those alone that have to do with the way of a packet. */
  readonly sysctls: Readonly<Record<string, number>>;
}

const LINE = /^\s*([\w@-]+(?:[./][\w@:-]+)+)\s?=\s?(.*)$/;
/** What decides about a packet, or a reader would look for: forwarding, filters of sources, conntrack, bridges. */
const OF_PACKETS =
  /^net\/(?:ipv4\/(?:ip_forward|ip_default_ttl|ip_nonlocal_bind|ip_early_demux|tcp_l3mdev_accept)$|ipv4\/conf\/[^/]+\/(?:rp_filter|route_localnet|forwarding|accept_local|src_valid_mark)$|ipv6\/conf\/[^/]+\/(?:forwarding|hop_limit|disable_ipv6)$|bridge\/bridge-nf-call-\w+$|netfilter\/nf_conntrack_(?:max|count|buckets|tcp_loose|tcp_be_liberal|udp_timeout|udp_timeout_stream|tcp_timeout_established)$)/;

/** Reads `sysctl -a`, or any lines of it. */
export function readSysctls(section: Section): ReadSysctls {
  const sysctls: [string, number][] = [];
  const unread: PassedOver[] = [];
  for (const { line, text } of sectionLines(section)) {
    const [, name, value = ""] = LINE.exec(text) ?? [];
    if (name === undefined) {
      unread.push({ line, text });
      continue;
    }
    const path = pathOf(name);
    if (OF_PACKETS.test(path) && /^-?\d+$/.test(value.trim())) sysctls.push([path, Number(value)]);
  }
  return { sysctls: Object.fromEntries(sysctls), unread };
}

/** `net.ipv4.conf.eth0/100.forwarding` names eth0.100. Source: sysctl.d(5). */
function pathOf(name: string): string {
  const dot = name.indexOf(".");
  const slash = name.indexOf("/");
  if (slash >= 0 && (dot < 0 || slash < dot)) return name;
  return name.replace(/[./]/g, (sign) => (sign === "." ? "/" : "."));
}
