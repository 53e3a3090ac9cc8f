import type { Family, PassedOver } from "@/engine";
import type { Section } from "../sections/section";
import type { RouteTableNumbers } from "./routeTableNumbers";
import { sectionLines, type WithUnread } from "./sectionLines";

export interface ReadRoutingRules extends WithUnread {
  /** As `NodeSpec.routingRules` wants them, without those that every node has. */
  readonly rules: readonly string[];
  /** Those that every node has and this one has not. */
  readonly missing: readonly string[];
  /** Whether all of the listing is understood, and looked up as the engine does. */
  readonly isWhole: boolean;
}

const LINE = /^\s*(\d+):\s+(\S.*)$/;
const OF_EVERY_NODE: Readonly<Record<Family, readonly string[]>> = {
  IPv4: ["0 from all lookup local", "32766 from all lookup main", "32767 from all lookup default"],
  IPv6: ["0 from all lookup local", "32766 from all lookup main"],
};
const UNDERSTOOD =
  /^(?:not )?(?:(?:from|to|fwmark|iif|oif|ipproto|sport|dport) \S+ |tos 0x[\da-f]+ )+(?:lookup \S+(?: suppress_prefixlength \d+)?|blackhole|unreachable|prohibit)$/;

/** Reads `ip rule` and `ip -6 rule`. */
export function readRoutingRules(section: Section, numbers: RouteTableNumbers): ReadRoutingRules {
  const family: Family = section.command?.family ?? "IPv4";
  const rules: string[] = [];
  const unread: PassedOver[] = [];
  const missing = new Set(OF_EVERY_NODE[family]);
  for (const { line, text } of sectionLines(section)) {
    const [, preference, rest] = LINE.exec(text.trimEnd()) ?? [];
    const said = rest?.replace(/ (?:proto|protocol) \S+/, "").replace(/ \[detached\]/g, "");
    if (preference === undefined || said === undefined || !UNDERSTOOD.test(said)) {
      unread.push({ line, text });
    } else if (!missing.delete(`${preference} ${said}`)) {
      rules.push(
        `${family === "IPv6" ? "-6 " : ""}pref ${preference} ${argumentsOf(said, numbers)}`,
      );
    }
  }
  const isWhole = unread.length === 0 && missing.size === 0;
  return { rules, missing: [...missing], isWhole, unread };
}

function argumentsOf(said: string, numbers: RouteTableNumbers): string {
  return said
    .replace(/\blookup (\S+)/, (_, table: string) => `table ${numbers.of(table)}`)
    .replace(/(blackhole|unreachable|prohibit)$/, "type $1");
}
