import { type Family, TABLES, type TableName } from "@/engine";
import type { SectionKind } from "./sectionKind";

/** A command that a text shows, before the output it belongs to. */
export interface SeenCommand {
  /** From the tool's name on, pipes included: `iptables -t nat -S | grep web`. */
  readonly text: string;
  /** `iptables` for `/usr/sbin/iptables-legacy` too; `iptables-save` stays what it is. */
  readonly tool: string;
  /** What its output is; undefined for a command that prints nothing of use. */
  readonly kind: SectionKind | undefined;
  /** `-t nat`; undefined where none is named. */
  readonly table: TableName | undefined;
  /** That of the tool or of its `-4` or `-6`; undefined where neither tells. */
  readonly family: Family | undefined;
  /** The machine's name in the prompt. */
  readonly host: string | undefined;
  /** Whether a pipe leads its output through another program, so that lines may be missing. */
  readonly isFiltered: boolean;
  /** Whether a collector's header names it: then all lines up to the next header are its output. */
  readonly isCollected: boolean;
  /** Whether nothing but a `#` stands before it: root's prompt, or a comment. */
  readonly isBehindHash: boolean;
}

/** The header that the collecting command prints before each output. */
const COLLECTED = /^### chainwalk: (.+)$/;

/** What `service iptables status` prints above the listing of each table, of either family. */
const HEADING = /^Table: (\w+)\s*$/;

const TOOL =
  /^((?:sudo |nice |\\)*)(?:\S*\/)?((?:ip6?tables)(?:-legacy|-nft)?(?:-save)?|xtables-monitor|ip|sysctl|ipset|conntrack|ipvsadm|hostname|kubectl|oc|nft|dmesg|journalctl)(?=\s|$|\|)/;
/** What ends in a prompt's sign, or in a collector's. A prompt has no quotes, joins no commands, and is not long. */
const PROMPT =
  /^[^"'`|;&{]{0,100}?[$#%>❯]\s*(?=(?:sudo |\\|\S*\/)?(?:ip|xt|sys|con|host|kub|oc|nft|dm|jour|ssh |docker |podman |nsenter ))/;
/** The line that `watch` puts above what it runs; the machine and the date stand at its end. */
const WATCHED = /^Every [\d.]+s: (\S.*?)(?: {2,}.*)?$/;
/** What runs a command on another machine, or in another network namespace. Source: ssh(1), ip-netns(8), nsenter(1). */
const ELSEWHERE =
  /^(?:sudo )?(?:ssh(?: +-[46AaCfGgKkMNnqsTtVvXxYy]+| +-[bcDEeFIiJLlmOopQRSWw] *\S+)* +(?:\S+@)?([\w.-]+) +["']?|ip netns exec \S+ +|nsenter (?:-\S+ +(?:\d+ +)?)+(?:-- +)?|(?:docker|podman) exec (?:-\S+ +)*[\w.-]+ +)(?=(?:sudo |\S*\/)?(?:ip|xt|sys|con|host|nft|dm|jour))/;
const LOOKED_AT = 1000;

/** The command that a line shows, behind a prompt, in a collector's header, or bare; undefined when it shows none. */
export function seenCommand(line: string): SeenCommand | undefined {
  const head = line.length > LOOKED_AT ? line.slice(0, LOOKED_AT) : line;
  const collected = COLLECTED.exec(head.trimEnd())?.[1];
  if (collected !== undefined) return commandOf(collected.trim(), "", true);
  const table = HEADING.exec(head)?.[1];
  if (table !== undefined) return headingOf(head.trim(), table);
  const prompt = TOOL.test(head.trimStart()) ? "" : (PROMPT.exec(head)?.[0] ?? "");
  if (VARIABLE.test(prompt) || isOfComment(prompt)) return undefined;
  return commandElsewhere(head.slice(prompt.length).trim(), prompt);
}

/** A command that may be run by `ssh` on another machine, which is the one that it tells of then, or by `watch`. */
function commandElsewhere(typed: string, prompt: string): SeenCommand | undefined {
  const watched = WATCHED.exec(typed)?.[1];
  const [elsewhere = "", machine] = ELSEWHERE.exec(typed) ?? [];
  const inside = elsewhere === "" ? typed : typed.slice(elsewhere.length).replace(/["']$/, "");
  const command = commandOf(watched ?? inside, prompt, false);
  if (command === undefined || machine === undefined) return command;
  return { ...command, host: machine };
}

/** `$iptables` is a variable, and no prompt. */
const VARIABLE = /(?:^|\s)\$$/;
/** Where a `#` stands alone, what a prompt shows before it: a place as `/etc`, `node-a:~` and `[root@a ~]`. */
const PLACE = /^(?:[~/]\S*|\S+[:@]\S+|\S+ ~\S*|\[.*\])$/;

/** Whether the `#` that a command stands behind begins a comment. Without words before it, a blank behind it tells. */
function isOfComment(prompt: string): boolean {
  const found = /^(.*)#(\s*)$/.exec(prompt);
  if (found === null) return false;
  const [, before = "", blank = ""] = found;
  if (before.trim() === "") return blank === "";
  if (/[$#%>❯]\s*$/.test(before)) return true;
  return /\s$/.test(before) && !PLACE.test(before.trim());
}

function commandOf(rest: string, prompt: string, isCollected: boolean): SeenCommand | undefined {
  const found = TOOL.exec(rest);
  if (found === null) {
    return isCollected ? { ...NOTHING, text: rest, tool: "", isCollected } : undefined;
  }
  const [whole, before = "", name = ""] = found;
  const args = rest.slice(whole.length).trim();
  const [own = ""] = args.split(/[|;&]/, 1);
  const tool = name.replace(/-(legacy|nft)/, "");
  const invocation = INVOCATIONS.find(([wanted, shape]) => wanted === tool && shape.test(own));
  if (invocation === undefined && !isCollected) return undefined;
  return {
    text: rest.slice(before.length),
    tool,
    kind: invocation?.[2],
    table: tableOf(own),
    family: familyOf(tool, own),
    host: /[\w.-]+@([\w.-]+)/.exec(prompt)?.[1],
    isFiltered: args.includes("|"),
    isCollected,
    isBehindHash: prompt.trim() === "#",
  };
}

function headingOf(text: string, name: string): SeenCommand | undefined {
  const seen = commandOf(`iptables -t ${name} -L`, "", false);
  return seen?.table === undefined ? undefined : { ...seen, text, family: undefined };
}

const NOTHING = {
  kind: undefined,
  table: undefined,
  family: undefined,
  host: undefined,
  isFiltered: false,
  isBehindHash: false,
} as const;

const IP_OPTIONS = String.raw`^(?:-\S+\s+)*`;
const CHANGES =
  /(?:^|\s)(?:-[ADINPFXRECZ]\b|--(?:append|insert|delete|new-chain|policy|flush|delete-chain|replace|rename-chain|check|zero)\b)/;

/** Which invocation prints what. A tool's name in a sentence is followed by none of these. */
const INVOCATIONS: readonly (readonly [string, RegExp, SectionKind | undefined])[] = [
  ...["iptables", "ip6tables"].flatMap(
    (tool) =>
      [
        [tool, CHANGES, "script"],
        [tool, /(?:^|\s)(?:-[a-zA-Z]*S\b|--list-rules)/, "iptables-S"],
        [tool, /(?:^|\s)(?:-[a-zA-Z]*L[a-z]*\b|--list\b)/, "iptables-L"],
      ] as const,
  ),
  ["iptables-save", /^(?:-|$)/, "iptables-save"],
  ["ip6tables-save", /^(?:-|$)/, "iptables-save"],
  ["xtables-monitor", /^-/, "xtables-monitor"],
  ["ip", new RegExp(`${IP_OPTIONS}a(?:d|dd|ddr|ddress)?(?:\\s|$)`), "ip-addr"],
  ["ip", new RegExp(`${IP_OPTIONS}l(?:i|in|ink)?(?:\\s+(?:s|ls|list|show)\\b|$)`), "ip-link"],
  ["ip", new RegExp(`${IP_OPTIONS}r(?:o|ou|out|oute)?(?:\\s+(?:s|ls|list|show)\\b|$)`), "ip-route"],
  ["ip", new RegExp(`${IP_OPTIONS}ru(?:l|le)?(?:\\s+(?:s|ls|list|show)\\b|$)`), "ip-rule"],
  ["sysctl", /^(?:-[aA]|[a-z]+[./])/, "sysctl"],
  ["ipset", /^(?:-\S+\s+)*(?:save\b|-S\b)/, "ipset-save"],
  ["ipset", /^(?:-\S+\s+)*(?:list\b|-L\b|$)/, "ipset-list"],
  ["conntrack", /^(?:-|$)/, "conntrack"],
  ["ipvsadm", /^(?:-|$)/, "ipvsadm"],
  ["hostname", /^(?:-\w+)?$/, "hostname"],
  ...["kubectl", "oc"].flatMap(
    (tool) =>
      [
        [tool, /^get\b.*(?:-o|--output)[ =]*yaml/, "kubernetes-yaml"],
        [tool, /^get\b.*(?:-o|--output)[ =]*json/, "kubernetes-json"],
        [tool, /^(?:-\S+\s+(?:[\w.-]+\s+)?)*get\b/, "kubectl-table"],
        [
          tool,
          /^(?:apply|create|delete|describe|exec|logs|scale|expose|run|edit|rollout)\b/,
          undefined,
        ],
      ] as const,
  ),
  ["nft", /^(?:-\S+\s+)*list\b/, "nft"],
  ["dmesg", /^(?:-|$)/, "trace"],
  ["journalctl", /^(?:-|$)/, "trace"],
];

function tableOf(args: string): TableName | undefined {
  const name = /(?:^|\s)(?:-t|--table)[ =]*(\w+)/.exec(args)?.[1];
  return TABLES.find((table) => table === name);
}

function familyOf(tool: string, args: string): Family | undefined {
  if (tool.startsWith("ip6tables")) return "IPv6";
  if (tool.startsWith("iptables")) return "IPv4";
  if (/(?:^|\s)-6(?:\s|$)/.test(args)) return "IPv6";
  return /(?:^|\s)-4(?:\s|$)/.test(args) ? "IPv4" : undefined;
}
