import { decide } from "../net/decision";
import type { IcmpType } from "../net/icmpType";
import { isIcmpv6Type, parseIcmpv6Type, printIcmpv6Type } from "../net/icmpv6Type";
import type { Packet } from "../net/packet";
import { ICMPV6 } from "../net/protocol";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m icmp6`: type and code of an ICMPv6 message. */
export interface Icmp6Match {
  readonly match: "icmp6";
  readonly icmp: IcmpType;
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libip6t_icmp6.c (text), Linux net/ipv6/netfilter/ip6_tables.c, icmp6_match (test). */
export const icmp6: MatchExtension<Icmp6Match> = {
  name: "icmp6",
  family: "IPv6",
  options: { "--icmpv6-type": 1 },
  inverts: ["--icmpv6-type"],
  protocol: ICMPV6,

  parse(options, protocol) {
    const option = findOption(options, "--icmpv6-type");
    if (protocol !== ICMPV6) return refuse("icmp6 wants -p ipv6-icmp in the same rule", option);
    if (option === undefined) return refuse("icmp6 wants --icmpv6-type with a type");
    const type = parseIcmpv6Type(option.values[0] ?? "");
    if (type === undefined) return refuseValue(option, "TYPE, TYPE/CODE or a name such as ping");
    return { ok: true, value: { match: "icmp6", icmp: type, inverted: option.inverted } };
  },

  print(spec) {
    return `${bang(spec.inverted)}--icmpv6-type ${printIcmpv6Type(spec.icmp)}`;
  },

  test(spec, packet) {
    return decide(packet.icmp !== undefined && isOfType(spec, packet) !== spec.inverted);
  },

  explain(spec, packet) {
    const ruleValue = printIcmpv6Type(spec.icmp);
    const { icmp: message } = packet;
    const explanation = explainPart({
      part: `--icmpv6-type ${ruleValue}`,
      field: "ICMPv6 type",
      packetValue: message === undefined ? "none" : `${message.type}/${message.code}`,
      ruleValue,
      inverted: spec.inverted,
      holds: isOfType(spec, packet),
    });
    return [message === undefined ? { ...explanation, decision: "no" } : explanation];
  },
};

function isOfType({ icmp: wanted }: Icmp6Match, { icmp: message }: Packet): boolean {
  return message !== undefined && isIcmpv6Type(wanted, message);
}
