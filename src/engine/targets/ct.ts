import type { Parsed, WrittenOption } from "../matches/matchExtension";
import { findOption, refuse, refuseValue } from "../matches/writtenOptions";
import { PORT_MAX } from "../net/portRange";
import { TCP, UDP } from "../net/protocol";
import { parseUint32 } from "../net/uint32";
import type { RuleAround, TargetExtension } from "./targetExtension";

/** `-j CT`: how the packet's connection is to be tracked. */
export interface CtTarget {
  readonly target: "CT";
  readonly notrack: boolean;
  /** Follows the protocol inside: `ftp`. */
  readonly helper: string | undefined;
  /** What programs are told of the connection, in the order of print; undefined for everything. */
  readonly events: readonly string[] | undefined;
  readonly expectationEvents: readonly string[] | undefined;
  /** Connections of different zones are kept apart; undefined for the usual zone. */
  readonly zone: Zone | undefined;
}

interface Zone {
  /** 1 to 65535, or the packet's mark. */
  readonly id: number | "mark";
  /** The direction of which it is the zone, or both. */
  readonly of: "both" | "orig" | "reply";
}

/** Source: iptables 1.8.9 libxt_CT.c, ct_event_tbl, in the order of print. */
const EVENTS: readonly string[] = [
  ...["new", "related", "destroy", "reply", "assured", "protoinfo", "helper", "mark"],
  ...["natseqinfo", "secmark"],
];
const EXPECTATION_EVENTS: readonly string[] = ["new"];

/** The helpers of Linux and the protocols over which they help. Source: Linux net/netfilter/nf_conntrack_*.c. */
const HELPERS: ReadonlyMap<string, readonly number[]> = new Map([
  ["amanda", [UDP]],
  ["ftp", [TCP]],
  ["irc", [TCP]],
  ["netbios-ns", [UDP]],
  ["pptp", [TCP]],
  ["Q.931", [TCP]],
  ["RAS", [UDP]],
  ["sane", [TCP]],
  ["sip", [TCP, UDP]],
  ["snmp", [UDP]],
  ["tftp", [UDP]],
]);

const ZONE_OPTIONS = ["--zone", "--zone-orig", "--zone-reply"];

/** Source: iptables 1.8.9 libxt_CT.c (text), Linux net/netfilter/xt_CT.c (checks and action). */
export const ct: TargetExtension<CtTarget> = {
  name: "CT",
  options: {
    "--notrack": 0,
    "--helper": 1,
    "--timeout": 1,
    "--ctevents": 1,
    "--expevents": 1,
    "--zone": 1,
    "--zone-orig": 1,
    "--zone-reply": 1,
  },
  tables: ["raw"],
  isTerminal: false,

  parse(options) {
    const zone = readZone(options);
    if (!zone.ok) return zone;
    const events = readEvents(findOption(options, "--ctevents"), EVENTS);
    if (!events.ok) return events;
    const expectations = readEvents(findOption(options, "--expevents"), EXPECTATION_EVENTS);
    if (!expectations.ok) return expectations;
    const timeout = findOption(options, "--timeout");
    if (timeout !== undefined) {
      return refuse("no timeout policy is known here, so that --timeout cannot name one", timeout);
    }
    return {
      ok: true,
      value: {
        target: "CT",
        notrack: findOption(options, "--notrack") !== undefined,
        helper: findOption(options, "--helper")?.values[0] || undefined,
        events: events.value,
        expectationEvents: expectations.value,
        zone: zone.value,
      },
    };
  },

  whyNot({ helper, notrack }, rule) {
    // What is not tracked needs no helper, and the kernel does not look for it.
    return helper === undefined || notrack ? undefined : whyNoHelper(helper, rule);
  },

  print({ notrack, helper, events, expectationEvents, zone }) {
    const words = [
      ...(notrack ? ["--notrack"] : []),
      ...(helper === undefined ? [] : [`--helper ${helper}`]),
      ...(events === undefined ? [] : [`--ctevents ${events.join(",")}`]),
      ...(expectationEvents === undefined ? [] : [`--expevents ${expectationEvents.join(",")}`]),
      ...(zone === undefined ? [] : [printZone(zone)]),
    ];
    return words.join(" ");
  },

  act({ notrack, zone }, packet, { connection }) {
    if (notrack) return { do: "notrack" };
    // A packet that was tracked before, over `lo`, is left alone.
    if (zone === undefined || connection?.connection !== undefined) {
      return { do: "continue", packet };
    }
    const name = `connections of conntrack zone ${zone.id}`;
    return { do: "undecided", missing: { kind: "other", name } };
  },

  label(spec) {
    return `CT ${spec.notrack ? "notrack" : ct.print(spec)}`.trim();
  },
};

/** Of several the last one's number counts, for all the directions named. Zone 0 is the usual one. */
function readZone(options: readonly WrittenOption[]): Parsed<Zone | undefined> {
  const written = options.filter(({ name }) => ZONE_OPTIONS.includes(name));
  const ids: Zone["id"][] = [];
  for (const option of written) {
    const [text = ""] = option.values;
    const id = text === "mark" ? "mark" : parseUint32(text);
    if (id === undefined || (id !== "mark" && id > PORT_MAX)) {
      return refuseValue(option, "0 to 65535, or mark");
    }
    ids.push(id);
  }
  const id = ids.at(-1);
  if (id === undefined || id === 0) return { ok: true, value: undefined };
  const isOfOrig = findOption(written, "--zone-orig") !== undefined;
  const isOfReply = findOption(written, "--zone-reply") !== undefined;
  if (isOfOrig === isOfReply) return { ok: true, value: { id, of: "both" } };
  return { ok: true, value: { id, of: isOfOrig ? "orig" : "reply" } };
}

function printZone({ id, of }: Zone): string {
  return of === "both" ? `--zone ${id}` : `--zone-${of} ${id}`;
}

function readEvents(
  option: WrittenOption | undefined,
  known: readonly string[],
): Parsed<readonly string[] | undefined> {
  if (option === undefined) return { ok: true, value: undefined };
  const words = (option.values[0] ?? "").split(",");
  return words.every((word) => known.includes(word))
    ? { ok: true, value: known.filter((event) => words.includes(event)) }
    : refuseValue(option, `a list of ${known.join(", ")}`);
}

function whyNoHelper(helper: string, { protocol }: RuleAround): string | undefined {
  if (protocol === undefined || protocol.inverted) {
    return "CT --helper wants -p with the helper's protocol in the same rule";
  }
  const protocols = HELPERS.get(helper);
  if (protocols === undefined) {
    return `${helper} is no helper that Linux brings along; ${[...HELPERS.keys()].join(", ")} are`;
  }
  return protocols.includes(protocol.number)
    ? undefined
    : `the helper ${helper} does not help over the protocol of this rule`;
}
