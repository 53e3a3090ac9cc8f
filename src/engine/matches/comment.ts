import { printWord } from "../net/quotedWord";
import type { MatchExtension } from "./matchExtension";
import { findOption, refuse, refuseValue } from "./writtenOptions";

/** `-m comment`: a note for people; every packet satisfies it. */
export interface CommentMatch {
  readonly match: "comment";
  /** As meant, without quotes and escapes. */
  readonly text: string;
}

/** The longest comment in bytes. Source: Linux include/uapi/linux/netfilter/xt_comment.h. */
const LONGEST_COMMENT = 255;

/** Source: iptables 1.8.9 libxt_comment.c. */
export const comment: MatchExtension<CommentMatch> = {
  name: "comment",
  options: { "--comment": 1 },
  inverts: [],

  parse(options) {
    const option = findOption(options, "--comment");
    if (option === undefined) return refuse("comment wants --comment with a text");
    const [text = ""] = option.values;
    if (text.length > LONGEST_COMMENT) {
      return refuseValue(option, `at most ${LONGEST_COMMENT} characters`);
    }
    return { ok: true, value: { match: "comment", text } };
  },

  print({ text }) {
    return `--comment ${printWord(text)}`;
  },

  parts() {
    return [];
  },

  test() {
    return "yes";
  },

  explain() {
    return [];
  },
};
