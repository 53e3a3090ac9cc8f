import { type Family, TABLES, type TableName } from "@/engine";

/** What one call of iptables asks for. */
export interface RuleCommand {
  readonly family: Family;
  readonly table: TableName;
  /** `A`, `I`, `D`, `R`, `N`, `X`, `F`, `P`, `E`, `C`, `Z`, `L` or `S`. */
  readonly action: string;
  /** undefined where none is named, as in `-F`. */
  readonly chain: string | undefined;
  /** The words behind the chain, `-t` and `-w` taken out. */
  readonly rest: readonly string[];
}

const ACTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    append: "A",
    insert: "I",
    delete: "D",
    replace: "R",
    "new-chain": "N",
    new: "N",
    "delete-chain": "X",
    flush: "F",
    policy: "P",
    "rename-chain": "E",
    check: "C",
    zero: "Z",
    list: "L",
    "list-rules": "S",
  }).flatMap(([long, short]) => [
    [`--${long}`, short],
    [`-${short}`, short],
  ]),
);

/** The tool of a command's first word; undefined when it is another program. */
export function ruleTool(word: string): "iptables" | "ip6tables" | undefined {
  const name = word.replace(/^.*\//, "").replace(/-(?:legacy|nft)$/, "");
  return name === "iptables" || name === "ip6tables" ? name : undefined;
}

/** Reads the words behind `iptables`; a sentence when they ask for nothing that is known. */
export function readRuleCommand(
  tool: "iptables" | "ip6tables",
  words: readonly string[],
): RuleCommand | string {
  const left: string[] = [];
  let name: string | undefined = "filter";
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const own = tableIn(word);
    if (own !== undefined) name = own === "" ? words[++at] : own;
    else if (!isOfNoUse(word, words[at - 1])) left.push(word);
  }
  const table = TABLES.find((known) => known === name);
  if (table === undefined) return `there is no table ${name ?? "behind -t"}`;
  return withAction(tool, table, left);
}

/** The table in `-tnat` or `--table=nat`; "" when the next word names it; undefined for any other word. */
function tableIn(word: string): string | undefined {
  if (word === "-t" || word === "--table") return "";
  return /^(?:--table=|-t)([a-z]+)$/.exec(word)?.[1];
}

/** How long to wait for others, redirections, and what only changes what is printed. */
function isOfNoUse(word: string, before: string | undefined): boolean {
  return WAIT.test(word) || IGNORED.test(word) || (/^\d+$/.test(word) && WAIT.test(before ?? ""));
}

const WAIT = /^(?:-w|--wait|-W|--wait-interval)$/;
/** `--wait=5`, `-w5`, redirections. */
const IGNORED = /^(?:--wait=.*|-w\d+|\d*[<>].*|&>.*|-v|--verbose|-n)$/;

function withAction(
  tool: "iptables" | "ip6tables",
  table: TableName,
  words: readonly string[],
): RuleCommand | string {
  const at = words.findIndex((word) => ACTIONS.has(word));
  const action = ACTIONS.get(words[at] ?? "");
  if (action === undefined) return "it asks for nothing: there is no -A, -I, -N, -P or the like";
  const chain = words[at + 1];
  const isChain = chain !== undefined && !chain.startsWith("-") && chain !== "!";
  // What stands before the action belongs to the rule as well.
  const rest = [...words.slice(0, at), ...words.slice(isChain ? at + 2 : at + 1)];
  const family = tool === "ip6tables" ? "IPv6" : "IPv4";
  return { family, table, action, chain: isChain ? chain : undefined, rest };
}
