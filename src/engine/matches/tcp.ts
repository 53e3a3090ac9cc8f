import type { Packet } from "../net/packet";
import { TCP } from "../net/protocol";
import { explainPart } from "./explanation";
import type { MatchExtension, Parsed, PartExplanation, WrittenOption } from "./matchExtension";
import {
  explainPortTests,
  PORT_ALIASES,
  PORT_OPTIONS,
  type PortTests,
  parsePortTests,
  portParts,
  printPortTests,
  satisfiesPortTests,
} from "./portTests";
import { parseTcpFlags, printTcpFlags } from "./tcpFlags";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

interface FlagsTest {
  /** The flags that are looked at. */
  readonly mask: number;
  /** Those of them that must be set; all others must not. */
  readonly set: number;
  readonly inverted: boolean;
}

interface OptionTest {
  /** The kind of a TCP option, 1 to 255. */
  readonly kind: number;
  readonly inverted: boolean;
}

/** `-m tcp`: ports, flags and options of a TCP packet. */
export interface TcpMatch extends PortTests {
  readonly match: "tcp";
  readonly flags: FlagsTest | undefined;
  readonly option: OptionTest | undefined;
}

/** What `--syn` stands for. */
const SYN_MASK = 0x17;
const SYN_SET = 0x02;

const UNKNOWN_OPTIONS = { missing: { kind: "payload", name: "TCP options" } } as const;

/** Source: iptables 1.8.9 libxt_tcp.c (text), Linux net/netfilter/xt_tcpudp.c (test). */
export const tcp: MatchExtension<TcpMatch> = {
  name: "tcp",
  options: { ...PORT_OPTIONS, "--tcp-flags": 2, "--syn": 0, "--tcp-option": 1 },
  inverts: ["--sport", "--dport", "--tcp-flags", "--syn", "--tcp-option"],
  aliases: PORT_ALIASES,
  protocol: TCP,

  parse(options, protocol) {
    if (protocol !== TCP) return refuse("tcp wants -p tcp in the same rule");
    const ports = parsePortTests(options);
    if (!ports.ok) return ports;
    const flags = parseFlagsTest(options);
    if (!flags.ok) return flags;
    const option = parseOptionTest(options);
    if (!option.ok) return option;
    const { sourcePort, destinationPort } = ports.value;
    return {
      ok: true,
      value: {
        match: "tcp",
        sourcePort,
        destinationPort,
        flags: flags.value,
        option: option.value,
      },
    };
  },

  print(spec) {
    return [...printPortTests(spec), ...optionParts(spec), ...flagsParts(spec)].join(" ");
  },

  parts(spec) {
    return [...portParts(spec), ...optionParts(spec), ...flagsParts(spec)];
  },

  test(spec, packet) {
    if (packet.protocol !== TCP || !satisfiesPortTests(spec, packet)) return "no";
    if (spec.flags !== undefined && flagsEqual(spec.flags, packet) === spec.flags.inverted) {
      return "no";
    }
    return spec.option === undefined ? "yes" : UNKNOWN_OPTIONS;
  },

  explain(spec, packet) {
    return [
      ...explainPortTests(spec, packet),
      ...explainOption(spec),
      ...explainFlags(spec, packet),
    ];
  },
};

function parseFlagsTest(options: readonly WrittenOption[]): Parsed<FlagsTest | undefined> {
  const syn = findOption(options, "--syn");
  const option = findOption(options, "--tcp-flags");
  if (syn !== undefined && option !== undefined) {
    return refuse("tcp takes either --syn or --tcp-flags, not both", syn);
  }
  if (syn !== undefined) {
    return { ok: true, value: { mask: SYN_MASK, set: SYN_SET, inverted: syn.inverted } };
  }
  if (option === undefined) return { ok: true, value: undefined };
  const [mask, set] = option.values.map(parseTcpFlags);
  if (mask === undefined || set === undefined) {
    return refuseValue(option, "two lists of FIN, SYN, RST, PSH, ACK, URG, ALL or NONE");
  }
  return { ok: true, value: { mask, set, inverted: option.inverted } };
}

function parseOptionTest(options: readonly WrittenOption[]): Parsed<OptionTest | undefined> {
  const option = findOption(options, "--tcp-option");
  if (option === undefined) return { ok: true, value: undefined };
  const kind = Number(option.values[0]);
  if (!Number.isInteger(kind) || kind < 1 || kind > 255) {
    return refuseValue(option, "a number from 1 to 255");
  }
  return { ok: true, value: { kind, inverted: option.inverted } };
}

function flagsParts({ flags }: TcpMatch): readonly string[] {
  if (flags === undefined || (flags.mask === 0 && !flags.inverted)) return [];
  return [`${bang(flags.inverted)}--tcp-flags ${flagLists(flags)}`];
}

function optionParts({ option }: TcpMatch): readonly string[] {
  return option === undefined ? [] : [`${bang(option.inverted)}--tcp-option ${option.kind}`];
}

function flagLists({ mask, set }: FlagsTest): string {
  return `${printTcpFlags(mask)} ${printTcpFlags(set)}`;
}

function flagsEqual({ mask, set }: FlagsTest, packet: Packet): boolean {
  return (packet.tcpFlags & mask) === set;
}

function explainFlags(spec: TcpMatch, packet: Packet): readonly PartExplanation[] {
  const { flags } = spec;
  if (flags === undefined || flagsParts(spec).length === 0) return [];
  return [
    explainPart({
      part: `--tcp-flags ${flagLists(flags)}`,
      field: "TCP flags",
      packetValue: printTcpFlags(packet.tcpFlags),
      ruleValue: flagLists(flags),
      inverted: flags.inverted,
      holds: flagsEqual(flags, packet),
    }),
  ];
}

function explainOption({ option }: TcpMatch): readonly PartExplanation[] {
  if (option === undefined) return [];
  return [
    explainPart({
      part: `--tcp-option ${option.kind}`,
      field: "TCP options",
      packetValue: "not known",
      ruleValue: String(option.kind),
      inverted: option.inverted,
      holds: UNKNOWN_OPTIONS,
    }),
  ];
}
