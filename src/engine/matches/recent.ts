import { type Address, parseAddress, printAddress } from "../net/address";
import { decide } from "../net/decision";
import type { Family } from "../net/family";
import { parseHostIpv4 } from "../net/ipv4";
import type { Packet } from "../net/packet";
import { ADDRESS_BITS, applyMask, type Mask, prefixMask } from "../net/prefix";
import { parseUint32 } from "../net/uint32";
import { explainPart } from "./explanation";
import type { MatchContext, MatchExtension, Parsed, WrittenOption } from "./matchExtension";
import { askRecent, RECENT_ACTIONS, type RecentQuestion, rememberRecent } from "./recentList";
import { bang, findOption, refuse } from "./writtenOptions";

/** `-m recent`: a list of addresses seen, and when. */
export interface RecentMatch extends RecentQuestion {
  readonly match: "recent";
  readonly checksTtl: boolean;
  /** The bits of the address that count. */
  readonly mask: Mask;
  readonly side: "source" | "destination";
}

const DEFAULT_LIST = "DEFAULT";
const LONGEST_NAME = 199;
const LEAST = { seconds: 1, hitCount: 0 } as const;
const UNKNOWN_TTL = { missing: { kind: "other", name: "the TTL that --rttl compares" } } as const;

/** Source: iptables 1.8.9 libxt_recent.c (text), Linux net/netfilter/xt_recent.c (test). */
export const recent: MatchExtension<RecentMatch> = {
  name: "recent",
  options: {
    ...Object.fromEntries(RECENT_ACTIONS.map((name) => [name, 0])),
    "--seconds": 1,
    "--reap": 0,
    "--hitcount": 1,
    "--rttl": 0,
    "--name": 1,
    "--mask": 1,
    "--rsource": 0,
    "--rdest": 0,
  },
  inverts: RECENT_ACTIONS,

  parse(options, _protocol, family = "IPv4") {
    const actions = options.filter(({ name }) => RECENT_ACTIONS.some((action) => action === name));
    const [action] = actions;
    if (action === undefined || actions.length > 1) {
      return refuse("recent wants one of --set, --rcheck, --update and --remove", actions[1]);
    }
    const numbers = parseNumbers(options, action);
    if (!numbers.ok) return numbers;
    const key = parseKey(options, family);
    if (!key.ok) return key;
    const value = { ...numbers.value, ...key.value, inverted: action.inverted };
    const named = action.name as RecentMatch["action"];
    return { ok: true, value: { match: "recent", action: named, ...value } };
  },

  print(spec) {
    return `${bang(spec.inverted)}${printRecent(spec)}`;
  },

  test(spec, packet, context) {
    if (spec.checksTtl) return UNKNOWN_TTL;
    return decide(rememberRecent(spec, keyOf(spec, packet), context));
  },

  explain(spec, packet, context) {
    const key = keyOf(spec, packet);
    return [
      explainPart({
        part: printRecent(spec),
        field: `${spec.side} in the list ${spec.list}`,
        packetValue: describeSeen(key, spec, context),
        ruleValue: printRecent(spec),
        inverted: spec.inverted,
        // askRecent includes the inversion, explainPart inverts by itself.
        holds: spec.checksTtl ? UNKNOWN_TTL : askRecent(spec, key, context) !== spec.inverted,
      }),
    ];
  },
};

function parseNumbers(
  options: readonly WrittenOption[],
  action: WrittenOption,
): Parsed<Pick<RecentMatch, "seconds" | "hitCount" | "reap" | "checksTtl">> {
  const isCheck = action.name === "--rcheck" || action.name === "--update";
  const values = { seconds: 0, hitCount: 0 };
  for (const [name, key] of [
    ["--seconds", "seconds"],
    ["--hitcount", "hitCount"],
  ] as const) {
    const option = findOption(options, name);
    const value = parseUint32(option?.values[0] ?? "0");
    if (option !== undefined && !isCheck)
      return refuse(`${name} wants --rcheck or --update`, option);
    if (value === undefined || (option !== undefined && value < LEAST[key])) {
      return refuse(`${name} wants a number from ${LEAST[key]}`, option);
    }
    values[key] = value;
  }
  const reap = findOption(options, "--reap");
  if (reap !== undefined && values.seconds === 0) return refuse("--reap wants --seconds", reap);
  const rttl = findOption(options, "--rttl");
  if (rttl !== undefined && !isCheck) return refuse("--rttl wants --rcheck or --update", rttl);
  const checksTtl = rttl !== undefined;
  return { ok: true, value: { ...values, reap: reap !== undefined, checksTtl } };
}

function parseKey(
  options: readonly WrittenOption[],
  family: Family,
): Parsed<Pick<RecentMatch, "list" | "mask" | "side">> {
  const name = findOption(options, "--name");
  const list = name?.values[0] ?? DEFAULT_LIST;
  if (!isFileName(list)) return refuse("--name wants a name that a file can have", name);
  const maskOption = findOption(options, "--mask");
  const mask =
    maskOption === undefined
      ? prefixMask(ADDRESS_BITS[family], family)
      : parseAnyAddress(maskOption.values[0] ?? "", family);
  if (mask === undefined) return refuse("--mask wants a netmask", maskOption);
  const side = findOption(options, "--rdest") === undefined ? "source" : "destination";
  return { ok: true, value: { list, mask, side } };
}

/** The list is shown as a file of /proc. Source: Linux net/netfilter/xt_recent.c, xt_check_proc_name. */
function isFileName(name: string): boolean {
  const isPath = name === "." || name === ".." || name.includes("/");
  return name !== "" && name.length <= LONGEST_NAME && !isPath;
}

function parseAnyAddress(text: string, family: Family): Address | undefined {
  return family === "IPv6" ? parseAddress(text, family) : parseHostIpv4(text);
}

function printRecent(spec: RecentMatch): string {
  return [
    spec.action,
    ...(spec.seconds === 0 ? [] : [`--seconds ${spec.seconds}`]),
    ...(spec.reap ? ["--reap"] : []),
    ...(spec.hitCount === 0 ? [] : [`--hitcount ${spec.hitCount}`]),
    ...(spec.checksTtl ? ["--rttl"] : []),
    `--name ${spec.list} --mask ${printAddress(spec.mask as Address)}`,
    spec.side === "source" ? "--rsource" : "--rdest",
  ].join(" ");
}

function keyOf({ side, mask }: RecentMatch, packet: Packet): string {
  const address = packet[side];
  return printAddress(typeof address === typeof mask ? applyMask(address, mask) : address);
}

function describeSeen(key: string, { list }: RecentMatch, context: MatchContext): string {
  const times = context.memory.recentList(list).get(key);
  return times === undefined ? `${key}, not seen` : `${key}, seen ${times.length} times`;
}
