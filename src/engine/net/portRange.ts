import { portOfService } from "./serviceName";
import { parseUint32, UINT32_MAX } from "./uint32";

/** A range of ports, both ends inclusive. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const PORT_MAX = 65535;

/** Reads a port as a number of any base that strtoul(3) knows, or as a service name; undefined otherwise. */
export function parsePort(text: string): number | undefined {
  const number = parseUint32(text);
  if (number === undefined) return portOfService(text);
  return number <= PORT_MAX ? number : undefined;
}

/**
 * Reads `80`, `http`, `1024:2048`, `:1023` and `1024:`. Undefined for anything else, also when the
 * first end is the greater, which iptables refuses.
 * Source: iptables 1.8.9 libxtables/xtoptions.c, xtopt_parse_mport.
 */
export function parsePortRange(text: string, separator = ":"): PortRange | undefined {
  if (!text.includes(separator)) {
    const port = parsePort(text);
    return port === undefined ? undefined : { from: port, to: port };
  }
  const [first = "", last = "", ...rest] = text.split(separator);
  if (rest.length > 0) return undefined;
  const from = first === "" ? 0 : parsePort(first);
  const to = last === "" ? PORT_MAX : parsePort(last);
  if (from === undefined || to === undefined || from > to) return undefined;
  return { from, to };
}

/**
 * The same for `udp`, `length` and `conntrack`, which take a range whose first end is the greater, and which no number then
 * lies in. With `wraps` a number that is too large loses what is beyond 16 bits, as `udp` and `conntrack` have it.
 * Source: iptables 1.8.9 libxtables/xtoptions.c, xtopt_parse_mport and xtopt_parse_mint.
 */
export function parseLaxRange(text: string, wraps: boolean): PortRange | undefined {
  const [first = "", last, ...rest] = text.split(":");
  if (rest.length > 0) return undefined;
  const from = first === "" && last !== undefined ? 0 : parseLaxPort(first, wraps);
  if (last === undefined) return from === undefined ? undefined : { from, to: from };
  const to = last === "" ? PORT_MAX : parseLaxPort(last, wraps);
  return from === undefined || to === undefined ? undefined : { from, to };
}

function parseLaxPort(text: string, wraps: boolean): number | undefined {
  if (!wraps || !/^\d+$/.test(text)) return parsePort(text);
  const number = Number(text);
  return number === UINT32_MAX ? undefined : number % (PORT_MAX + 1);
}

/** `80`, or `1024:2048` with the separator. */
export function printPortRange({ from, to }: PortRange, separator = ":"): string {
  return from === to ? String(from) : `${from}${separator}${to}`;
}

/** Whether a port lies in a range; a packet without ports has none. */
export function inPortRange({ from, to }: PortRange, port: number | undefined): boolean {
  return port !== undefined && port >= from && port <= to;
}
