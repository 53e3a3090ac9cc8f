import type { Check } from "../check";
import { placedRules, placeOf } from "../examinedNode";
import { findingAt } from "../finding";

const NAME = "unsupported-revision";

/** What iptables prints where it does not understand what the kernel holds. Source: iptables 1.8.9 iptables/iptables.c, print_match. */
const SAYS = "[unsupported revision]";

/** Rules that the tool which printed them could not read itself. */
export const unsupportedRevision: Check = {
  name: NAME,
  looksFor: "rules that iptables itself could not print",
  find({ tables }) {
    const places = tables.flatMap((table) =>
      [...placedRules(table)]
        .filter(([, , { unknown, text }]) => unknown !== undefined && text.includes(SAYS))
        .map(([chain, number]) => placeOf(table, chain, number)),
    );
    const [first] = places;
    if (first === undefined) return [];
    const more = places.length === 1 ? "" : `, and ${places.length - 1} more`;
    return [
      findingAt(NAME, first, {
        level: "warning",
        title: `A rule of ${first.chain} was printed as ${SAYS}${more}`,
        why: "The iptables that printed this is older than the one that loaded the rules: what stands there holds for packets, but is not shown. If the same iptables writes rules too, it may damage them.",
        whatToDo:
          "Print the rules with the iptables of the host, or of the image that loads them (kube-proxy's), and use no older one beside it.",
      }),
    ];
  },
};
