/** More rules than these are not made of one command. */
const MOST_RULES = 4096;
const ADDRESSES = /^(?:-s|-d|--src|--dst|--source|--destination)$/;

/**
 * The rules that the words behind a chain make, as iptables-save writes them: several addresses behind -s or -d make
 * several, sources before destinations. Source: iptables 1.8.9 iptables/xshared.c, do_parse.
 */
export function ruleTexts(chain: string, words: readonly string[]): readonly string[] {
  let rules: readonly (readonly string[])[] = [words];
  for (const [at, word] of words.entries()) {
    const addresses = isListed(words, at) ? word.split(",") : [];
    if (addresses.length < 2 || addresses.length * rules.length > MOST_RULES) continue;
    rules = isOfSource(words, at)
      ? addresses.flatMap((address) => rules.map((rule) => rule.with(at, address)))
      : rules.flatMap((rule) => addresses.map((address) => rule.with(at, address)));
  }
  return rules.map((rule) => ruleText(chain, rule));
}

/** Behind a `!` iptables takes one address alone. */
function isListed(words: readonly string[], at: number): boolean {
  return ADDRESSES.test(words[at - 1] ?? "") && words[at - 2] !== "!";
}

function isOfSource(words: readonly string[], at: number): boolean {
  return /^--?s/.test(words[at - 1] ?? "");
}

/** Words in double quotes where there is a blank or a quote. */
function ruleText(chain: string, words: readonly string[]): string {
  const written = words.map((word) =>
    /^[^\s"'\\]+$/.test(word) ? word : `"${word.replace(/[\\"]/g, "\\$&")}"`,
  );
  return [`-A ${chain}`, ...written].join(" ");
}
