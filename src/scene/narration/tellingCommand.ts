import type { Family, Missing } from "@/engine";

/** What prints something that is not known of a node. */
export interface TellingCommand {
  /** Two words for it: `ip route`. */
  readonly name: string;
  /** What has to be run; several commands stand in one line, with a header before the output of each. */
  readonly line: string;
}

/**
 * The command whose output would tell what is missing to decide; undefined where none of those that are read does: of the
 * packet itself a person has to say more.
 */
export function tellingCommand(
  { kind, name }: Missing,
  family: Family,
): TellingCommand | undefined {
  const six = family === "IPv6";
  switch (kind) {
    case "addresses":
    case "interfaces":
      return { name: "ip addr", line: "ip addr" };
    case "routes":
      return {
        name: six ? "ip -6 route" : "ip route",
        line: sections(
          six
            ? ["ip -6 route show table all", "ip -6 rule"]
            : ["ip route show table all", "ip rule"],
        ),
      };
    case "ipset":
      return { name: "ipset save", line: "sudo ipset save" };
    case "missing-chain":
    case "policy":
      return rulesOf(family);
    default:
      return HIDDEN.test(name) ? rulesOf(family) : undefined;
  }
}

/** What `iptables -L` leaves out of a rule. */
const HIDDEN = /^what the rule asks for besides /;

function rulesOf(family: Family): TellingCommand {
  const tool = family === "IPv6" ? "ip6tables-save" : "iptables-save";
  return { name: tool, line: `sudo ${tool}` };
}

/** Each with the header by which the output of several is parted again. */
function sections(commands: readonly string[]): string {
  const list = commands.map((command) => `'${command}'`).join(" ");
  return `for c in ${list}; do echo "### chainwalk: $c"; $c; done`;
}
