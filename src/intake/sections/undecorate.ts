const ESCAPE = "\u001b";
/** Colours, what erases to the end of a line, a window's title, character sets. Source: ECMA-48; xterm, ctlseqs. */
const CONTROL_SEQUENCE = new RegExp(
  `${ESCAPE}(?:\\[[0-9;:?]*[A-Za-z]|\\][^\\u0007${ESCAPE}]{0,200}(?:\\u0007|${ESCAPE}\\\\)|[()][0-9A-Za-z]|[=>78])`,
  "g",
);
/** Mail and Markdown put it before what they quote. */
const QUOTED =
  /^(?:> ?)+(?=[#*:+\-[\d ]|COMMIT\b|Chain |target |num |pkts |\S+ +(?:tcp|udp|all|icmp) )/;
/** `node.txt:12:`, `12:` or `12-` that grep -n and -H put before a rule. */
const GREP_PREFIX =
  /^[ \t]*(?:[^\s:]{1,200}[:-])?(?:\d+[:-])?(?=(?:\[\d+:\d+\] )?-[AINP] \S+ |:\S+ (?:ACCEPT|DROP|-) \[|\*(?:raw|mangle|nat|filter|security)$|Chain \S+ \((?:policy |\d+ ref))/;
const BYTE_ORDER_MARK = "\ufeff";

/** A line without colours, carriage return, byte order mark, and what grep puts before a rule. */
export function undecorate(line: string): string {
  let text = line.endsWith("\r") ? line.slice(0, -1) : line;
  if (text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
  if (text.includes(ESCAPE)) text = text.replace(CONTROL_SEQUENCE, "").replace(/^\r+/, "");
  if (text.startsWith(">")) text = text.replace(QUOTED, "");
  // Web pages put other blanks between and behind words.
  if (/[\u00a0\u3000]/.test(text)) text = text.replace(/\u00a0/g, " ").replace(/[\s\u3000]+$/, "");
  const prefix = GREP_PREFIX.exec(text)?.[0] ?? "";
  return prefix.trim() === "" ? text : text.slice(prefix.length);
}
