/** What a line of iptables-save says of the rule on it, as far as finding it needs. */
export interface RuleLine {
  readonly chain: string;
  /** The word after `-j` or `-g`; undefined when the rule only counts. */
  readonly target: string | undefined;
  /** Undefined where the line has no counters before it. */
  readonly packets: number | undefined;
  readonly bytes: number | undefined;
}

const APPEND = /(?:^|\s)(?:-A|--append) (\S+)/;
const COUNTERS = /\[(\d+):(\d+)\]\s+-/;
const TARGET = /\s(?:-j|-g|--jump|--goto) (\S+)/;
const COMMENT = /--comment (?:"(?:[^"\\]|\\.)*"|\S+)/;

/** Reads a line; undefined for one that appends no rule. A comment that looks like an option is not taken for one. */
export function readRuleLine(line: string): RuleLine | undefined {
  const append = line.startsWith("#") ? null : APPEND.exec(line);
  const chain = append?.[1];
  if (append === null || chain === undefined) return undefined;
  const options = line.slice(append.index + append[0].length);
  const counters = line.startsWith("-A") ? null : COUNTERS.exec(line);
  return {
    chain,
    target: TARGET.exec(
      options.includes("--comment") ? options.replace(COMMENT, "") : options,
    )?.[1],
    packets: counters === null ? undefined : Number(counters[1]),
    bytes: counters === null ? undefined : Number(counters[2]),
  };
}

/** The comment of a line without its quotes; undefined when it has none. */
export function commentOf(line: string): string | undefined {
  const at = line.indexOf("--comment ");
  if (at === -1) return undefined;
  const [, quoted, bare] = /--comment (?:"((?:[^"\\]|\\.)*)"|(\S+))/.exec(line.slice(at)) ?? [];
  return quoted ?? bare;
}
