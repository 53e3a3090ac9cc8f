import type { PassedOver } from "@/engine";
import type { Section } from "../sections/section";
import { sectionLines, type WithUnread } from "./sectionLines";

/** A virtual server of IPVS and where it leads. */
export interface VirtualServer {
  /** `TCP`, `UDP`, `SCTP`; `FWM` for one that is told by a mark. */
  readonly protocol: string;
  /** `10.96.0.10:80`, `[fd00::1]:80`, or a mark. */
  readonly address: string;
  /** `rr`, `lc` … */
  readonly scheduler: string;
  readonly realServers: readonly RealServer[];
}

export interface RealServer {
  readonly address: string;
  /** `Masq`, `Route`, `Tunnel`. */
  readonly forward: string;
  readonly weight: number;
}

export interface ReadVirtualServers extends WithUnread {
  readonly virtualServers: readonly VirtualServer[];
}

const HEAD = /^(?:IP Virtual Server version|Prot LocalAddress:Port|\s*-> RemoteAddress:Port)/;
const VIRTUAL = /^(TCP|UDP|SCTP|FWM)\s+(\S+)\s+(\S+)/;
const REAL = /^\s*-> (\S+)\s+(Masq|Route|Tunnel|Local)\s+(\d+)/;

/** Reads `ipvsadm -Ln`. */
export function readVirtualServers(section: Section): ReadVirtualServers {
  const servers: (Omit<VirtualServer, "realServers"> & { readonly realServers: RealServer[] })[] =
    [];
  const unread: PassedOver[] = [];
  for (const { line, text } of sectionLines(section)) {
    if (HEAD.test(text)) continue;
    const [, protocol, address = "", scheduler = ""] = VIRTUAL.exec(text) ?? [];
    const [, real = "", forward, weight] = REAL.exec(text) ?? [];
    if (protocol !== undefined) servers.push({ protocol, address, scheduler, realServers: [] });
    else if (forward !== undefined && servers.length > 0) {
      servers.at(-1)?.realServers.push({ address: real, forward, weight: Number(weight) });
    } else unread.push({ line, text });
  }
  return { virtualServers: servers, unread };
}
