/**
 * The words that what follows a row's addresses begins with: of matches and targets, as they print themselves in `iptables -L`.
 * Source: iptables 1.8.9, the print functions in extensions/.
 */
const DETAILS = new RegExp(
  `^!?(?:${[
    String.raw`(?:tcp|udp|udplite|sctp|dccp)(?:\s+(?:spt|dpt|flags|option)|\s*$)`,
    "(?:spts?|dpts?|flags|to|limit|recent):",
    "(?:icmp|icmpv6|ipv6-icmp)(?:type)? ",
    "(?:state|ctstate) [!A-Z]",
    "(?:mark|connmark|policy|helper|MAC) match",
    String.raw`(?:ctproto|ctdir|ctstatus|multiport|match-set|reject-with|PHYSDEV|ADDRTYPE|MAC)\b`,
    "(?:MARK|CONNMARK|CT|NFLOG|TCPMSS|DSCP|TOS|TTL|HL|STRING|bpf|u32|rpfilter) ",
    String.raw`(?:LOG (?:flags|level)|redir ports|statistic mode|owner [UGs]|length \d|random(?:-fully)?\s*$)`,
    String.raw`(?:source|destination) IP range|\[goto\]`,
  ].join("|")})`,
);
const ADDRESS =
  /^!?(?:anywhere|\d{1,3}(?:\.\d{1,3}){3}(?:\/\S+)?|[\da-f]*::?[\da-f:.]*(?:\/\d+)?)(?:\s|$)/i;
/** Words that are followed by what they are about: a row does not end with one. */
const WANTS_MORE =
  /\s(?:reject-with|state|ctstate|match|match-set|mark|level|prefix|limit:|avg|burst|mode|ports|multiport|s?ports|dports|set|to|owner|UID|GID|--|-f|!f)\s*$/;

/** A line of `iptables-save` or `-S` is nobody's rest, whatever the row before it left open. */
const OF_A_SAVE = /^(?:\[\d+:\d+\] )?-[A-Z] |^\*[a-z]+$|^:\S+ |^COMMIT$/;

/** Whether a line is the rest of the row of `iptables -L` that stands directly before it: somebody's window was too narrow. */
export function isListingTail(row: string, line: string): boolean {
  const text = line.trim();
  if (text === "" || row === "" || OF_A_SAVE.test(text)) return false;
  const opened = row.lastIndexOf("/*");
  if (opened >= 0 && row.indexOf("*/", opened) < 0) return true;
  if (text.startsWith("/*") || DETAILS.test(text)) return true;
  return WANTS_MORE.test(row) || (isCutShort(row) && ADDRESS.test(text));
}

/** `DROP tcp -- 0.0.0.0/0`, `0 0 DROP tcp -- eth0 *`: a row that ends before its destination. */
export function isCutShort(row: string): boolean {
  const [, rest] = /^\s*(?:\S+\s+){1,5}(?:--|-f|!f)((?:\s+\S+){0,3})\s*$/.exec(row) ?? [];
  if (rest === undefined) return false;
  return rest.split(/\s+/).filter((word) => ADDRESS.test(word)).length < 2;
}
