import { LONG_MATCH_FORMS } from "./longMatchForms";
import { MATCH_FORMS } from "./matchForms";
import { TARGET_FORMS } from "./targetForms";

/** The words behind a row's destination, as options. */
export interface Details {
  /** `-m tcp --dport 80`, one match after the other. */
  readonly matches: string;
  /** The target's options. */
  readonly options: string;
  readonly isGoto: boolean;
  /** `NOTRACK` is listed as CT. */
  readonly target: string;
  /** The first words that no form knows, to the end; undefined when all is read. */
  readonly unread: string | undefined;
}

const FORMS = [...MATCH_FORMS, ...LONG_MATCH_FORMS];

/** Reads what `iptables -L` prints behind the destination: `[goto]`, the matches in their order, the target. */
export function readDetails(text: string, target: string): Details {
  const isGoto = /^\[goto\](?=\s|$)/.test(text);
  let rest = (isGoto ? text.slice("[goto]".length) : text).replaceAll("\0", "").trim();
  if (target === "CT" && rest.endsWith("NOTRACK"))
    return { ...readDetails(rest.slice(0, -"NOTRACK".length), ""), target: "NOTRACK" };
  const matches: string[] = [];
  const targetForm = TARGET_FORMS.get(target);
  while (rest !== "") {
    const last = targetForm?.(rest);
    if (last?.rest === "") return told(last.options);
    const found = firstForm(rest);
    if (found === undefined) return { ...told(""), unread: rest };
    matches.push(found.options);
    rest = found.rest;
  }
  return told("");

  function told(options: string): Details {
    return { matches: matches.join(" "), options, isGoto, target, unread: undefined };
  }
}

function firstForm(text: string) {
  for (const read of FORMS) {
    const found = read(text);
    if (found !== undefined && found.rest.length < text.length) return found;
  }
  return undefined;
}
