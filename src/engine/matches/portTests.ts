import type { Packet } from "../net/packet";
import {
  inPortRange,
  PORT_MAX,
  type PortRange,
  parsePortRange,
  printPortRange,
} from "../net/portRange";
import { explainPart } from "./explanation";
import type { Parsed, PartExplanation, WrittenOption } from "./matchExtension";
import { bang, findOption, refuseValue } from "./writtenOptions";

export interface PortTest extends PortRange {
  readonly inverted: boolean;
}

/** `--sport` and `--dport`, which tcp, udp and sctp have in common. */
export interface PortTests {
  readonly sourcePort: PortTest | undefined;
  readonly destinationPort: PortTest | undefined;
}

export const PORT_OPTIONS = { "--sport": 1, "--dport": 1 } as const;
export const PORT_ALIASES = {
  "--source-port": "--sport",
  "--destination-port": "--dport",
} as const;

/** Reads `--sport` and `--dport` among the options of a match. */
export function parsePortTests(
  options: readonly WrittenOption[],
  parseRange: (text: string) => PortRange | undefined = parsePortRange,
): Parsed<PortTests> {
  const sourcePort = parsePortTest(options, "--sport", parseRange);
  if (!sourcePort.ok) return sourcePort;
  const destinationPort = parsePortTest(options, "--dport", parseRange);
  if (!destinationPort.ok) return destinationPort;
  return {
    ok: true,
    value: { sourcePort: sourcePort.value, destinationPort: destinationPort.value },
  };
}

/** The words iptables-save prints; a range of all ports is not printed, inverted or not. */
export function printPortTests({ sourcePort, destinationPort }: PortTests): readonly string[] {
  return [...printOne("--sport", sourcePort), ...printOne("--dport", destinationPort)];
}

/** The tests as parts of the rule, those of all ports too. */
export function portParts({ sourcePort, destinationPort }: PortTests): readonly string[] {
  return [...partOf("--sport", sourcePort), ...partOf("--dport", destinationPort)];
}

export function satisfiesPortTests(
  { sourcePort, destinationPort }: PortTests,
  packet: Packet,
): boolean {
  return holds(destinationPort, packet.destinationPort) && holds(sourcePort, packet.sourcePort);
}

export function explainPortTests(
  { sourcePort, destinationPort }: PortTests,
  packet: Packet,
): readonly PartExplanation[] {
  return [
    ...explainOne("--sport", "source port", sourcePort, packet.sourcePort),
    ...explainOne("--dport", "destination port", destinationPort, packet.destinationPort),
  ];
}

function parsePortTest(
  options: readonly WrittenOption[],
  name: string,
  parseRange: (text: string) => PortRange | undefined,
): Parsed<PortTest | undefined> {
  const option = findOption(options, name);
  if (option === undefined) return { ok: true, value: undefined };
  const range = parseRange(option.values[0] ?? "");
  if (range === undefined) {
    return refuseValue(option, `a port from 0 to ${PORT_MAX} or a range FROM:TO`);
  }
  const { from, to } = range;
  return { ok: true, value: { from, to, inverted: option.inverted } };
}

function printOne(name: string, port: PortTest | undefined): readonly string[] {
  return port === undefined || (port.from === 0 && port.to === PORT_MAX) ? [] : partOf(name, port);
}

function partOf(name: string, port: PortTest | undefined): readonly string[] {
  if (port === undefined) return [];
  return [`${bang(port.inverted)}${name} ${printPortRange(port)}`];
}

function holds(test: PortTest | undefined, port: number | undefined): boolean {
  return test === undefined || inPortRange(test, port) !== test.inverted;
}

function explainOne(
  name: string,
  field: string,
  test: PortTest | undefined,
  port: number | undefined,
): readonly PartExplanation[] {
  if (test === undefined) return [];
  const ruleValue = printPortRange(test);
  return [
    explainPart({
      part: `${name} ${ruleValue}`,
      field,
      packetValue: port === undefined ? "none" : String(port),
      ruleValue,
      inverted: test.inverted,
      holds: inPortRange(test, port),
    }),
  ];
}
