import { EVERYBODY, isMulticast } from "../net/addressKind";
import { decide } from "../net/decision";
import type { Packet } from "../net/packet";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { bang, findOption, refuse, refuseValue } from "./writtenOptions";

const KINDS: ReadonlyMap<string, LinkKind> = new Map<string, LinkKind>([
  ["unicast", "unicast"],
  ["host", "unicast"],
  ["broadcast", "broadcast"],
  ["bcast", "broadcast"],
  ["multicast", "multicast"],
  ["mcast", "multicast"],
  ["otherhost", "otherhost"],
]);
type LinkKind = "unicast" | "broadcast" | "multicast" | "otherhost";

/** `-m pkttype`: to whom the frame was addressed on its link. */
export interface PkttypeMatch {
  readonly match: "pkttype";
  readonly kind: LinkKind;
  readonly inverted: boolean;
}

/** Source: iptables 1.8.9 libxt_pkttype.c (text), Linux net/netfilter/xt_pkttype.c (test). */
export const pkttype: MatchExtension<PkttypeMatch> = {
  name: "pkttype",
  options: { "--pkt-type": 1 },
  inverts: ["--pkt-type"],

  parse(options) {
    const option = findOption(options, "--pkt-type");
    if (option === undefined) return refuse("pkttype wants --pkt-type with a kind");
    const kind = KINDS.get((option.values[0] ?? "").toLowerCase());
    if (kind === undefined)
      return refuseValue(option, "unicast, broadcast, multicast or otherhost");
    return { ok: true, value: { match: "pkttype", kind, inverted: option.inverted } };
  },

  print({ kind, inverted }) {
    return `${bang(inverted)}--pkt-type ${kind}`;
  },

  test({ kind, inverted }, packet) {
    return decide((linkKindOf(packet) === kind) !== inverted);
  },

  explain({ kind, inverted }, packet) {
    return [
      explainPart({
        part: `--pkt-type ${kind}`,
        field: "packet type",
        packetValue: linkKindOf(packet),
        ruleValue: kind,
        inverted,
        holds: linkKindOf(packet) === kind,
      }),
    ];
  },
};

/** Hosts and nodes address frames to one station, but for what IP itself sends to many; no frame is for another. */
function linkKindOf({ destination }: Packet): LinkKind {
  if (destination === EVERYBODY) return "broadcast";
  return isMulticast(destination) ? "multicast" : "unicast";
}
