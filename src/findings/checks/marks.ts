import type { Check } from "../check";
import { placeOf } from "../examinedNode";
import { type Finding, type FindingWords, findingAt } from "../finding";
import { printMark } from "../kubeChains";
import { type MarkUse, markUsesOf } from "../markUses";

const NAME = "mark";

/** Bits of the mark that are set and never looked at, or looked at and never set: one finding for each value. */
export const marks: Check = {
  name: NAME,
  looksFor: "marks set and never used, or tested and never set",
  find(node) {
    // Of a table that is cut out, the rule that uses the mark may be missing.
    if (node.tables.some(({ isWhole }) => !isWhole)) return [];
    // The two tables work hand in hand, and a listing shows one of them.
    if (node.table("nat") === undefined || node.table("filter") === undefined) return [];
    const { set, tested, setBits, usedBits } = markUsesOf(node);
    const unused = firstOfEach(set.filter(({ bits }) => (bits & usedBits) === 0));
    const unset = firstOfEach(tested.filter(({ bits }) => (bits & setBits) === 0));
    return [
      ...unused.map((use) => tell(use, unusedWords(use))),
      ...unset.map((use) => tell(use, unsetWords(use))),
    ];
  },
};

function tell({ table, chain, ruleNumber }: MarkUse, words: FindingWords): Finding {
  return findingAt(NAME, placeOf(table, chain, ruleNumber), words);
}

function firstOfEach(uses: readonly MarkUse[]): readonly MarkUse[] {
  const first = new Map<number, MarkUse>();
  for (const use of uses) if (!first.has(use.bits)) first.set(use.bits, use);
  return [...first.values()];
}

function unusedWords(use: MarkUse): FindingWords {
  const { chain, bits } = use;
  if (chain.name === "KUBE-MARK-DROP") return dropMark(use);
  return {
    level: "note",
    title: `${chain.name} sets the mark ${printMark(bits)}, and no rule looks at it`,
    why: "Rules of routing (ip rule fwmark), queues (tc) and other programs may use it; if none does, the rule has no effect.",
    whatToDo: `Look for it with "ip rule". If a rule of iptables should use it, that rule is missing, or asks for another bit.`,
  };
}

/** kube-proxy up to 1.24 marks what is to be dropped; dropping it is the kubelet's part. */
function dropMark({ table, chain, bits }: MarkUse): FindingWords {
  const isUsed = table.isReached(chain.name);
  return {
    level: isUsed ? "note" : "known",
    title: `KUBE-MARK-DROP sets ${printMark(bits)}, and no rule drops it: made so by kube-proxy up to 1.24`,
    why: isUsed
      ? "kube-proxy up to 1.24 leads here what it refuses, and leaves the dropping to the kubelet's chain KUBE-FIREWALL. That is not in this text: on a node that has none, what is refused is let through."
      : "kube-proxy up to 1.24 makes the chain; the rule that drops what it marks is the kubelet's, in KUBE-FIREWALL. No rule leads here.",
    whatToDo: isUsed
      ? "See that the kubelet runs on this node and that INPUT and OUTPUT lead to its KUBE-FIREWALL."
      : "Nothing: it is meant so.",
    source: "kubernetes pkg/kubelet/kubelet_network_linux.go, syncNetworkUtil",
  };
}

function unsetWords({ chain, bits }: MarkUse): FindingWords {
  return {
    level: "note",
    title: `${chain.name} asks for the mark ${printMark(bits)}, which no rule sets`,
    why: "Programs (SO_MARK), eBPF and tc can set it before the rules see the packet; if none does, no packet ever satisfies the rule.",
    whatToDo:
      "Find out who should set it. If it is a rule of iptables, that rule is missing, or sets another bit.",
  };
}
