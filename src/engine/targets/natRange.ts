import type { WrittenOption } from "../matches/matchExtension";
import { type Address, parseAddress, printAddress } from "../net/address";
import type { Family } from "../net/family";
import { type PortRange, parsePortRange, printPortRange } from "../net/portRange";
import type { NatRange } from "./targetExtension";

type Addresses = NonNullable<NatRange["addresses"]>;

/** A range of everything: nothing was asked for. */
export const ANY_RANGE: NatRange = {
  addresses: undefined,
  ports: undefined,
  random: "no",
  persistent: false,
};

/** The options that say how the port is chosen. */
export const RANDOM_OPTIONS = { "--random": 0, "--random-fully": 0 } as const;

/**
 * What a `--to-destination` or `--to-source` says. `:8080` leaves the address, `10.0.0.1` the port. An IPv6 address with a
 * port stands in brackets: `[fd00::1]:80`, `[fd00::1-fd00::9]:80-90`.
 */
export function parseNatTo(
  text: string,
  family: Family,
): Pick<NatRange, "addresses" | "ports"> | undefined {
  const { addressText, portText } = splitNatTo(text, family);
  const ports = portText === undefined ? undefined : parseNatPorts(portText);
  if (portText !== undefined && ports === undefined) return undefined;
  if (addressText === "") return ports === undefined ? undefined : { addresses: undefined, ports };
  const addresses = parseAddresses(addressText, family);
  return addresses === undefined ? undefined : { addresses, ports };
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

/** Ports as NAT targets write them: `80` or `80-90`, first end not the greater. */
export function parseNatPorts(text: string): PortRange | undefined {
  return /^-|-$/.test(text) ? undefined : parsePortRange(text, "-");
}

/** `10.0.0.1-10.0.0.9:80-90`, `[fd00::1]:80`, with what there is of it. */
export function printNatTo({ addresses, ports }: NatRange): string {
  const port = ports === undefined ? "" : `:${printPortRange(ports, "-")}`;
  if (addresses === undefined) return port;
  const shown = printAddresses(addresses);
  return port !== "" && typeof addresses.from === "string"
    ? `[${shown}]${port}`
    : `${shown}${port}`;
}

/** How the written options want the port chosen. */
export function randomOf(options: readonly WrittenOption[]): NatRange["random"] {
  if (options.some((option) => option.name === "--random-fully")) return "fully";
  return options.some((option) => option.name === "--random") ? "random" : "no";
}

/** `--random`, `--random-fully` and `--persistent` as iptables-save prints them after an address. */
export function printNatFlags({ random, persistent }: NatRange): readonly string[] {
  const flags = random === "no" ? [] : [random === "fully" ? "--random-fully" : "--random"];
  return persistent ? [...flags, "--persistent"] : flags;
}

function parseAddresses(text: string, family: Family): Addresses | undefined {
  const [first = "", last, ...rest] = text.split("-");
  const from = parseAddress(first, family);
  const to: Address | undefined = last === undefined ? from : parseAddress(last, family);
  return from === undefined || to === undefined || rest.length > 0 ? undefined : { from, to };
}

function printAddresses({ from, to }: Addresses): string {
  return from === to ? printAddress(from) : `${printAddress(from)}-${printAddress(to)}`;
}
