const BEFORE_COMMAND: ReadonlySet<string> = new Set(["sudo", "exec", "command", "nice", "eval"]);
/** Variables of one command stand before it. */
const ASSIGNED = /^[A-Za-z_]\w*=/;

/** The words of a command from its program on: without `sudo` and the like, and variables that are set for it alone. */
export function withoutPrefix(words: readonly string[]): readonly string[] {
  let at = Math.max(
    0,
    words.findIndex((word) => !ASSIGNED.test(word)),
  );
  while (BEFORE_COMMAND.has(words[at] ?? "")) {
    at++;
    while (words[at - 1] === "sudo" && words[at]?.startsWith("-")) at++;
  }
  return words.slice(at);
}
