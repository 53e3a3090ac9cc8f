import { type Address, parseAddress, printAddress } from "../net/address";
import { decide } from "../net/decision";
import type { Family } from "../net/family";
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
    if (value === undefined) return refuse(`${name} wants a number`, option);
    values[key] = value;
  }
  const reap = findOption(options, "--reap");
  if (reap !== undefined && values.seconds === 0) return refuse("--reap wants --seconds", reap);
  const checksTtl = findOption(options, "--rttl") !== undefined;
  return { ok: true, value: { ...values, reap: reap !== undefined, checksTtl } };
}

function parseKey(
  options: readonly WrittenOption[],
  family: Family,
): Parsed<Pick<RecentMatch, "list" | "mask" | "side">> {
  const name = findOption(options, "--name");
  const list = name?.values[0] ?? DEFAULT_LIST;
  if (list === "" || list.length > LONGEST_NAME) return refuse("--name wants a name", name);
  const maskOption = findOption(options, "--mask");
  const mask =
    maskOption === undefined
      ? prefixMask(ADDRESS_BITS[family], family)
      : parseAddress(maskOption.values[0] ?? "", family);
  if (mask === undefined) return refuse("--mask wants a netmask", maskOption);
  const side = findOption(options, "--rdest") === undefined ? "source" : "destination";
  return { ok: true, value: { list, mask, side } };
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
