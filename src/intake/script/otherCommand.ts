/** How a command ends: well, with a failure, or so that the text does not tell. */
export type Ending = "well" | "failed" | "unknown";

/** What ends well wherever it stands, or is taken to, as nothing is asked by it. */
const ENDS_WELL =
  /^(?::|true|echo|printf|export|local|readonly|declare|set|unset|shift|cd|umask|trap|sleep|logger|exit|return|break|continue|modprobe|sysctl)$/;

/** How a command that is none of iptables ends; `unset` when the text does not tell all of its words. */
export function endingOf(words: readonly string[], unset: string | undefined): Ending {
  const [first = ""] = words;
  if (ENDS_WELL.test(first)) return "well";
  if (first === "false") return "failed";
  if (unset !== undefined) return "unknown";
  const isTest = first === "test" || (first === "[" && words.at(-1) === "]");
  const isLong = first === "[[" && words.at(-1) === "]]";
  if (!isTest && !isLong) return "unknown";
  const holds = doesHold(words.slice(1, first === "test" ? undefined : -1), isLong);
  if (holds === undefined) return "unknown";
  return holds ? "well" : "failed";
}

/** Tests of texts alone: what is on the machine, the text does not tell. */
function doesHold(words: readonly string[], isPattern: boolean): boolean | undefined {
  const [one = "", sign = "", other = ""] = words;
  if (one === "!" && words.length > 1) {
    const holds = doesHold(words.slice(1), isPattern);
    return holds === undefined ? undefined : !holds;
  }
  if (words.length < 2) return one !== "";
  if (words.length === 2 && one === "-n") return sign !== "";
  if (words.length === 2 && one === "-z") return sign === "";
  if (words.length !== 3 || (isPattern && /[*?[\\]/.test(other))) return undefined;
  return compare(one, sign, other);
}

function compare(one: string, sign: string, other: string): boolean | undefined {
  if (sign === "=" || sign === "==") return one === other;
  if (sign === "!=") return one !== other;
  if (!/^\d{1,9}$/.test(one) || !/^\d{1,9}$/.test(other)) return undefined;
  return COMPARED[sign]?.(Number(one), Number(other));
}

const COMPARED: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  "-eq": (one, other) => one === other,
  "-ne": (one, other) => one !== other,
  "-gt": (one, other) => one > other,
  "-ge": (one, other) => one >= other,
  "-lt": (one, other) => one < other,
  "-le": (one, other) => one <= other,
};
