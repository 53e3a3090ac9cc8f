import { printWord } from "../net/quotedWord";
import { explainPart } from "./explanation";
import type { MatchExtension } from "./matchExtension";
import { findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m nfacct`: counts the packet in an accounting object, which has to exist before the rule. */
export interface NfacctMatch {
  readonly match: "nfacct";
  readonly account: string;
}

// Source: Linux include/uapi/linux/netfilter/nfnetlink_acct.h, NFACCT_NAME_MAX, less the closing zero.
const LONGEST_NAME = 31;

/**
 * Matches every packet: accounting objects with a quota, behind which it would not, are not modelled.
 * Source: iptables 1.8.9 libxt_nfacct.c (text; the second space is its own), Linux net/netfilter/xt_nfacct.c (test).
 */
export const nfacct: MatchExtension<NfacctMatch> = {
  name: "nfacct",
  options: { "--nfacct-name": 1 },
  inverts: [],

  parse(options) {
    const option = findOption(options, "--nfacct-name");
    if (option === undefined) return refuse("nfacct wants --nfacct-name with a name");
    const account = option.values[0] ?? "";
    if (account === "" || account.length > LONGEST_NAME) {
      return refuseValue(option, `a name of 1 to ${LONGEST_NAME} characters`);
    }
    return { ok: true, value: { match: "nfacct", account } };
  },

  print({ account }) {
    return `--nfacct-name  ${printWord(account)}`;
  },

  test() {
    return "yes";
  },

  explain({ account }) {
    return [
      explainPart({
        part: `--nfacct-name  ${printWord(account)}`,
        field: "counted in",
        packetValue: account,
        ruleValue: account,
        inverted: false,
        holds: true,
      }),
    ];
  },
};
