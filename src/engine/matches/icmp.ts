import { decide } from "../net/decision";
import { type IcmpType, isIcmpType, parseIcmpType, printIcmpType } from "../net/icmpType";
import type { Packet } from "../net/packet";
import { ICMP } from "../net/protocol";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m icmp`: type and code of an ICMP message. */
export interface IcmpMatch {
  readonly match: "icmp";
  readonly icmp: IcmpType;
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libipt_icmp.c (text), Linux net/ipv4/netfilter/ip_tables.c, icmp_match (test). */
export const icmp: MatchExtension<IcmpMatch> = {
  name: "icmp",
  family: "IPv4",
  options: { "--icmp-type": 1 },
  inverts: ["--icmp-type"],
  protocol: ICMP,

  parse(options, protocol) {
    const option = findOption(options, "--icmp-type");
    if (protocol !== ICMP) return refuse("icmp wants -p icmp in the same rule", option);
    if (option === undefined) return refuse("icmp wants --icmp-type with a type");
    const type = parseIcmpType(option.values[0] ?? "");
    if (type === undefined) return refuseValue(option, "TYPE, TYPE/CODE or a name such as ping");
    return { ok: true, value: { match: "icmp", icmp: type, inverted: option.inverted } };
  },

  print(spec) {
    return `${bang(spec.inverted)}--icmp-type ${printIcmpType(spec.icmp)}`;
  },

  test(spec, packet) {
    return decide(packet.icmp !== undefined && isOfType(spec, packet) !== spec.inverted);
  },

  explain(spec, packet) {
    const ruleValue = printIcmpType(spec.icmp);
    const { icmp: message } = packet;
    const explanation = explainPart({
      part: `--icmp-type ${ruleValue}`,
      field: "ICMP type",
      packetValue: message === undefined ? "none" : `${message.type}/${message.code}`,
      ruleValue,
      inverted: spec.inverted,
      holds: isOfType(spec, packet),
    });
    return [message === undefined ? { ...explanation, decision: "no" } : explanation];
  },
};

function isOfType({ icmp: wanted }: IcmpMatch, { icmp: message }: Packet): boolean {
  return message !== undefined && isIcmpType(wanted, message);
}
