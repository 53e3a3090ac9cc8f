import type { Connection, PacketConnection } from "../conntrack/connection";
import { type Address, parseAddress, printAddress } from "../net/address";
import { type Decision, decide } from "../net/decision";
import type { Family } from "../net/family";
import { parseHostIpv4 } from "../net/ipv4";
import { inPortRange, type PortRange, parseLaxRange, printPortRange } from "../net/portRange";
import {
  ADDRESS_BITS,
  isOneAddress,
  isWithin,
  type Mask,
  parseMask,
  printMask,
} from "../net/prefix";
import { parseProtocol, printProtocol } from "../net/protocol";
import { parseUint32, UINT32_MAX } from "../net/uint32";
import type { Parsed, WrittenOption } from "./matchExtension";
import { refuseValue } from "./writtenOptions";

/** The four addresses and ports of a connection's two tuples. */
const ENDS = {
  origsrc: ["original", "source"],
  origdst: ["original", "destination"],
  replsrc: ["reply", "source"],
  repldst: ["reply", "destination"],
} as const;
type End = keyof typeof ENDS;

const STATUSES = ["EXPECTED", "SEEN_REPLY", "ASSURED", "CONFIRMED"] as const;
type Status = (typeof STATUSES)[number];

/** One option of `-m conntrack` but for `--ctstate`. */
export type ConntrackTest = { readonly inverted: boolean } & (
  | { readonly about: "protocol"; readonly protocol: number }
  /** The address is kept as written, host bits and all; they do not count. */
  | { readonly about: "address"; readonly end: End; readonly address: Address; readonly mask: Mask }
  | { readonly about: "port"; readonly end: End; readonly ports: PortRange }
  /** No status at all is `NONE`, which no connection has. */
  | { readonly about: "status"; readonly any: readonly Status[] }
  | { readonly about: "expiry"; readonly seconds: PortRange }
  | { readonly about: "direction"; readonly direction: PacketConnection["direction"] }
);

type Reader = (option: WrittenOption, family: Family) => Parsed<ConntrackTest>;

/** In the order iptables-save prints them. Source: iptables 1.8.9 libxt_conntrack.c, conntrack_dump. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["--ctproto", readProtocol],
  ...ends().map((end): [string, Reader] => [
    `--ct${end}`,
    (option, family) => readAddress(end, option, family),
  ]),
  ...ends().map((end): [string, Reader] => [`--ct${end}port`, (option) => readPort(end, option)]),
  ["--ctstatus", readStatus],
  ["--ctexpire", readExpiry],
  ["--ctdir", readDirection],
]);

/** The options that `parseConntrackTests` reads. */
export const CONNTRACK_TEST_OPTIONS: readonly string[] = [...READERS.keys()];

/** Reads all options but `--ctstate`, sorted as iptables-save prints them. */
export function parseConntrackTests(
  options: readonly WrittenOption[],
  family: Family,
): Parsed<readonly ConntrackTest[]> {
  const tests: ConntrackTest[] = [];
  for (const [name, read] of READERS) {
    const option = options.find((written) => written.name === name);
    if (option === undefined) continue;
    const parsed = read(option, family);
    if (!parsed.ok) return parsed;
    tests.push(parsed.value);
  }
  return { ok: true, value: tests };
}

/** The option's name and what was compared, in words. */
export function describeConntrackTest(test: ConntrackTest): {
  readonly name: string;
  readonly field: string;
} {
  switch (test.about) {
    case "protocol":
      return { name: "--ctproto", field: "connection protocol" };
    case "address":
      return { name: `--ct${test.end}`, field: ENDS[test.end].join(" ") };
    case "port":
      return { name: `--ct${test.end}port`, field: `${ENDS[test.end].join(" ")} port` };
    case "status":
      return { name: "--ctstatus", field: "connection status" };
    case "expiry":
      return { name: "--ctexpire", field: "connection timeout" };
    case "direction":
      return { name: "--ctdir", field: "direction" };
  }
}

/** The value of the option as iptables-save prints it. */
export function printConntrackTest(test: ConntrackTest): string {
  switch (test.about) {
    case "protocol":
      return String(test.protocol);
    case "address":
      return printTested(test.address, test.mask);
    case "port":
      return printPortRange(test.ports);
    case "status":
      return test.any.length === 0 ? "NONE" : test.any.join(",");
    case "expiry":
      return printPortRange(test.seconds);
    case "direction":
      return test.direction.toUpperCase();
  }
}

/** Whether the connection is as the option says, its inversion aside. */
export function askConntrackTest(
  test: ConntrackTest,
  connection: Connection,
  direction: PacketConnection["direction"],
): Decision {
  switch (test.about) {
    case "protocol":
      return decide(connection.original.protocol === test.protocol);
    case "address":
      return decide(isWithin(addressOf(connection, test.end), test));
    case "port":
      return decide(inPortRange(test.ports, portOf(connection, test.end)));
    case "status":
      return decide(statusesOf(connection).some((status) => test.any.includes(status)));
    case "expiry":
      return { missing: { kind: "time", name: "when the connection expires" } };
    case "direction":
      return decide(direction === test.direction);
  }
}

/** What the connection has where the option asks. */
export function connectionValue(
  test: ConntrackTest,
  connection: Connection,
  direction: PacketConnection["direction"],
): string {
  switch (test.about) {
    case "protocol":
      return printProtocol(connection.original.protocol);
    case "address":
      return printAddress(addressOf(connection, test.end));
    case "port":
      return String(portOf(connection, test.end));
    case "status":
      return statusesOf(connection).join(",") || "NONE";
    case "expiry":
      return "not known";
    case "direction":
      return direction.toUpperCase();
  }
}

function ends(): readonly End[] {
  return Object.keys(ENDS) as End[];
}

function readProtocol(option: WrittenOption): Parsed<ConntrackTest> {
  const protocol = parseProtocol(option.values[0] ?? "");
  if (protocol === undefined) return refuseValue(option, "a protocol");
  return { ok: true, value: { about: "protocol", protocol, inverted: option.inverted } };
}

function readAddress(end: End, option: WrittenOption, family: Family): Parsed<ConntrackTest> {
  const [addressText = "", maskText] = (option.values[0] ?? "").split("/");
  const address =
    family === "IPv6" ? parseAddress(addressText, family) : parseHostIpv4(addressText);
  const mask = parseMask(maskText ?? String(ADDRESS_BITS[family]), family);
  if (address === undefined || mask === undefined)
    return refuseValue(option, `an ${family} address`);
  return { ok: true, value: { about: "address", end, address, mask, inverted: option.inverted } };
}

function readPort(end: End, option: WrittenOption): Parsed<ConntrackTest> {
  const ports = parseLaxRange(option.values[0] ?? "", true);
  if (ports === undefined) return refuseValue(option, "a port or a range FROM:TO");
  return { ok: true, value: { about: "port", end, ports, inverted: option.inverted } };
}

function readStatus(option: WrittenOption): Parsed<ConntrackTest> {
  const words = (option.values[0] ?? "").toUpperCase().split(",");
  const isKnown = (word: string) => word === "NONE" || STATUSES.some((status) => status === word);
  if (!words.every(isKnown)) return refuseValue(option, `a list of NONE, ${STATUSES.join(", ")}`);
  const any = STATUSES.filter((status) => words.includes(status));
  return { ok: true, value: { about: "status", any, inverted: option.inverted } };
}

function readExpiry(option: WrittenOption): Parsed<ConntrackTest> {
  const [first = "", last, ...rest] = (option.values[0] ?? "").split(":");
  const from = first === "" && last !== undefined ? 0 : parseUint32(first);
  const to = last === undefined ? from : parseUint32(last === "" ? String(UINT32_MAX) : last);
  if (from === undefined || to === undefined || rest.length > 0) {
    return refuseValue(option, "seconds or a range FROM:TO");
  }
  return { ok: true, value: { about: "expiry", seconds: { from, to }, inverted: option.inverted } };
}

function readDirection(option: WrittenOption): Parsed<ConntrackTest> {
  const word = (option.values[0] ?? "").toLowerCase();
  if (word !== "original" && word !== "reply") return refuseValue(option, "ORIGINAL or REPLY");
  return { ok: true, value: { about: "direction", direction: word, inverted: false } };
}

function printTested(address: Address, mask: Mask): string {
  return isOneAddress({ address, mask })
    ? printAddress(address)
    : `${printAddress(address)}/${printMask(mask)}`;
}

function addressOf(connection: Connection, end: End): Address {
  const [tuple, side] = ENDS[end];
  return connection[tuple][side];
}

function portOf(connection: Connection, end: End): number {
  const [tuple, side] = ENDS[end];
  const { sourcePort, destinationPort } = connection[tuple];
  return side === "source" ? sourcePort : destinationPort;
}

function statusesOf(connection: Connection): readonly Status[] {
  const has = {
    EXPECTED: false,
    SEEN_REPLY: connection.seenReply,
    ASSURED: connection.assured,
    CONFIRMED: connection.confirmed,
  };
  return STATUSES.filter((status) => has[status]);
}
