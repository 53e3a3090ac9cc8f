import type { WrittenOption } from "../matches/matchExtension";
import { type Ipv4, parseIpv4, printIpv4 } from "../net/ipv4";
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

/** What a `--to-destination` or `--to-source` says. `:8080` leaves the address, `10.0.0.1` the port. */
export function parseNatTo(text: string): Pick<NatRange, "addresses" | "ports"> | undefined {
  const colon = text.indexOf(":");
  const addressText = colon < 0 ? text : text.slice(0, colon);
  const ports = colon < 0 ? undefined : parseNatPorts(text.slice(colon + 1));
  if (colon >= 0 && ports === undefined) return undefined;
  if (addressText === "") return ports === undefined ? undefined : { addresses: undefined, ports };
  const addresses = parseAddresses(addressText);
  return addresses === undefined ? undefined : { addresses, ports };
}

/** Ports as NAT targets write them: `80` or `80-90`, first end not the greater. */
export function parseNatPorts(text: string): PortRange | undefined {
  return /^-|-$/.test(text) ? undefined : parsePortRange(text, "-");
}

/** `10.0.0.1-10.0.0.9:80-90`, with what there is of it. */
export function printNatTo({ addresses, ports }: NatRange): string {
  const port = ports === undefined ? "" : `:${printPortRange(ports, "-")}`;
  return addresses === undefined ? port : `${printAddresses(addresses)}${port}`;
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

function parseAddresses(text: string): Addresses | undefined {
  const [first = "", last, ...rest] = text.split("-");
  const from = parseIpv4(first);
  const to: Ipv4 | undefined = last === undefined ? from : parseIpv4(last);
  return from === undefined || to === undefined || rest.length > 0 ? undefined : { from, to };
}

function printAddresses({ from, to }: Addresses): string {
  return from === to ? printIpv4(from) : `${printIpv4(from)}-${printIpv4(to)}`;
}
