import type { WrittenOption } from "../matches/matchExtension";
import { findOption } from "../matches/writtenOptions";
import { type Address, parseAddress, printAddress } from "../net/address";
import type { Family } from "../net/family";
import { PORT_MAX, parsePort, printPortRange } from "../net/portRange";
import { DCCP, ICMP, SCTP, TCP, UDP } from "../net/protocol";
import { parseUint32 } from "../net/uint32";
import type { NatRange } from "./targetExtension";

type Addresses = NonNullable<NatRange["addresses"]>;

/** A range of everything: nothing was asked for. */
export const ANY_RANGE: NatRange = {
  addresses: undefined,
  ports: undefined,
  shiftedFrom: undefined,
  random: "no",
  persistent: false,
};

const PROTOCOLS_WITH_NUMBERS: readonly number[] = [ICMP, TCP, UDP, DCCP, SCTP];

/**
 * Whether a rule for this protocol may change ports; of ICMP it is the echo's identifier. A `!` before the protocol makes
 * no difference. Source: iptables 1.8.9 libxt_NAT.c, xt_nat_parse_range's callers.
 */
export function mayChangePorts(protocol: number | undefined): boolean {
  return protocol !== undefined && PROTOCOLS_WITH_NUMBERS.includes(protocol);
}

/**
 * What a `--to-destination` or `--to-source` says. `:8080` leaves the address, `10.0.0.1` the port. An IPv6 address with a
 * port stands in brackets: `[fd00::1]:80`, `[fd00::1-fd00::9]:80-90`.
 */
export function parseNatTo(
  text: string,
  family: Family,
): Pick<NatRange, "addresses" | "ports" | "shiftedFrom"> | undefined {
  const { addressText, portText } = splitNatTo(text, family);
  const ports = portText === undefined ? undefined : parseNatPorts(portText);
  if (portText !== undefined && ports === undefined) return undefined;
  if (addressText === "") {
    return ports === undefined ? undefined : { addresses: undefined, ...ports };
  }
  const addresses = parseAddresses(addressText, family);
  return addresses && { addresses, ports: ports?.ports, shiftedFrom: ports?.shiftedFrom };
}

/** Without brackets, what has more than one colon is an IPv6 address. Source: iptables 1.8.9 libxt_NAT.c, parse_ipv6. */
function splitNatTo(
  text: string,
  family: Family,
): { readonly addressText: string; readonly portText: string | undefined } {
  const bracketed = family === "IPv6" ? /^\[([^\]]*)\](?::(.*))?$/.exec(text) : null;
  if (bracketed !== null) {
    const [, addressText = "", portText] = bracketed;
    return { addressText, portText };
  }
  const colon = text.indexOf(":");
  const isBareAddress = family === "IPv6" && colon !== text.lastIndexOf(":");
  if (colon < 0 || isBareAddress) return { addressText: text, portText: undefined };
  return { addressText: text.slice(0, colon), portText: text.slice(colon + 1) };
}

/**
 * Ports as NAT targets write them: `80`, `http`, `80-90` with the first end not the greater, or `80-90/1080`, which moves
 * port 1080 to 80, 1081 to 81 and so on. Names with a hyphen are told from ranges by what stands before it.
 * Source: iptables 1.8.9 libxt_NAT.c, parse_ports.
 */
export function parseNatPorts(text: string): Pick<NatRange, "ports" | "shiftedFrom"> | undefined {
  const [, firstText = "", lastText, baseText] = text.includes("-")
    ? (/^(\w+)-(\d+)(?:\/(.+))?$/.exec(text) ?? [])
    : [];
  if (lastText === undefined) {
    const port = parsePort(text);
    return port === undefined
      ? undefined
      : { ports: { from: port, to: port }, shiftedFrom: undefined };
  }
  const from = parseUint32(firstText);
  const to = parseUint32(lastText);
  const shiftedFrom = baseText === undefined ? undefined : parsePort(baseText);
  if (from === undefined || to === undefined || from > to || to > PORT_MAX) return undefined;
  // There is no port 0 to begin with.
  if (baseText !== undefined && (shiftedFrom ?? 0) === 0) return undefined;
  return { ports: { from, to }, shiftedFrom };
}

/** `80-90`, `80-90/1080`; "" without ports. */
export function printNatPorts({ ports, shiftedFrom }: NatRange): string {
  if (ports === undefined) return "";
  return `${printPortRange(ports, "-")}${shiftedFrom === undefined ? "" : `/${shiftedFrom}`}`;
}

/** `10.0.0.1-10.0.0.9:80-90`, `[fd00::1]:80`, with what there is of it. */
export function printNatTo(range: NatRange): string {
  const { addresses, ports } = range;
  const port = ports === undefined ? "" : `:${printNatPorts(range)}`;
  if (addresses === undefined) return port;
  const shown = printAddresses(addresses);
  return port !== "" && typeof addresses.from === "string"
    ? `[${shown}]${port}`
    : `${shown}${port}`;
}

/** How the written options want the port chosen. */
export function randomOf(options: readonly WrittenOption[]): NatRange["random"] {
  const isRandom = findOption(options, "--random") !== undefined;
  if (findOption(options, "--random-fully") !== undefined) return isRandom ? "both" : "fully";
  return isRandom ? "random" : "no";
}

const RANDOM_FLAGS: Readonly<Record<NatRange["random"], readonly string[]>> = {
  no: [],
  random: ["--random"],
  fully: ["--random-fully"],
  both: ["--random", "--random-fully"],
};

/** `--random`, `--random-fully` and `--persistent` as iptables-save prints them after an address. */
export function printNatFlags({ random, persistent }: NatRange): readonly string[] {
  const flags = RANDOM_FLAGS[random];
  return persistent ? [...flags, "--persistent"] : flags;
}

function parseAddresses(text: string, family: Family): Addresses | undefined {
  if (!text.includes("-")) {
    const only = parseAddress(text, family);
    return only === undefined ? undefined : { from: only, to: only };
  }
  const [first = "", last, ...rest] = text.split("-");
  const from = parseAddress(first, family);
  const to: Address | undefined = last === undefined ? from : parseAddress(last, family);
  return from === undefined || to === undefined || rest.length > 0 ? undefined : { from, to };
}

function printAddresses({ from, to }: Addresses): string {
  return from === to ? printAddress(from) : `${printAddress(from)}-${printAddress(to)}`;
}
