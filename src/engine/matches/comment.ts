import { printWord } from "../net/quotedWord";
import { decodeUtf8, encodeUtf8 } from "../net/utf8";
import type { MatchExtension } from "./matchExtension";
import { findOption, refuse } from "./writtenOptions";

/** `-m comment`: a note for people; every packet satisfies it. */
export interface CommentMatch {
  readonly match: "comment";
  /** As meant, without quotes and escapes. */
  readonly text: string;
}

/** The longest comment in bytes. Source: Linux include/uapi/linux/netfilter/xt_comment.h. */
const LONGEST_COMMENT = 255;

/** What is beyond the longest is cut off. Source: iptables 1.8.9 libxt_comment.c. */
export const comment: MatchExtension<CommentMatch> = {
  name: "comment",
  options: { "--comment": 1 },
  inverts: [],

  parse(options) {
    const option = findOption(options, "--comment");
    if (option === undefined) return refuse("comment wants --comment with a text");
    const [text = ""] = option.values;
    return { ok: true, value: { match: "comment", text: firstBytes(text, LONGEST_COMMENT) } };
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

function firstBytes(text: string, most: number): string {
  return text.length * 3 <= most ? text : decodeUtf8(encodeUtf8(text).slice(0, most));
}
