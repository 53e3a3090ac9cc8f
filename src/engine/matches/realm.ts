import { type Decision, decide } from "../net/decision";
import { parseUint32, printHex, printMaskedValue, UINT32_MAX } from "../net/uint32";
import { explainPart, invertIf } from "./explanation";
import type { MatchContext, MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m realm`: the realm of the packet's route. */
export interface RealmMatch {
  readonly match: "realm";
  /** 32 bits; the source's realm in the upper half. */
  readonly value: number;
  readonly mask: number;
  readonly inverted: boolean;
}

/** Source: iproute2 etc/iproute2/rt_realms. */
const NAMES: ReadonlyMap<number, string> = new Map([[0, "cosmos"]]);

/** Source: iptables 1.8.9 libipt_realm.c (text), Linux net/netfilter/xt_realm.c (test). */
export const realm: MatchExtension<RealmMatch> = {
  name: "realm",
  family: "IPv4",
  options: { "--realm": 1 },
  inverts: ["--realm"],
  hooks: () => ["INPUT", "FORWARD", "OUTPUT", "POSTROUTING"],

  parse(options) {
    const option = findOption(options, "--realm");
    if (option === undefined) return refuse("realm wants --realm with a number");
    const text = option.values[0] ?? "";
    const [valueText = "", maskText, ...rest] = text.split("/");
    const named = Array.from(NAMES).find(([, name]) => name === text)?.[0];
    const value = named ?? parseUint32(valueText);
    const mask = maskText === undefined ? UINT32_MAX : parseUint32(maskText);
    if (value === undefined || mask === undefined || rest.length > 0) {
      return refuseValue(option, "a number, a number/mask or cosmos");
    }
    return { ok: true, value: { match: "realm", value, mask, inverted: option.inverted } };
  },

  print(spec) {
    return `${bang(spec.inverted)}${printRealm(spec)}`;
  },

  test(spec, _packet, context) {
    return invertIf(spec.inverted, isIn(spec, context));
  },

  explain(spec, _packet, context) {
    const { realm: actual } = context;
    return [
      explainPart({
        part: printRealm(spec),
        field: "realm",
        packetValue: typeof actual === "number" ? printHex(actual) : "not known",
        ruleValue: printRealm(spec).slice("--realm ".length),
        inverted: spec.inverted,
        holds: isIn(spec, context),
      }),
    ];
  },
};

function printRealm({ value, mask }: RealmMatch): string {
  const name = mask === UINT32_MAX ? NAMES.get(value) : undefined;
  return `--realm ${name ?? printMaskedValue({ value, mask })}`;
}

/** The kernel masks the packet's realm, not the rule's. */
function isIn({ value, mask }: RealmMatch, { realm: actual }: MatchContext): Decision {
  return typeof actual === "number" ? decide((actual & mask) >>> 0 === value) : actual;
}
