import type { Rule } from "@/engine";
import type { Check } from "../check";
import { type ExaminedNode, type ExaminedTable, placeOf, rulesOf } from "../examinedNode";
import { type Finding, type FindingWords, findingAt } from "../finding";
import { masqueradeBits, printMark } from "../kubeChains";

const NAME = "masquerade";

/** KUBE-MARK-MASQ, KUBE-POSTROUTING and KUBE-FORWARD belong together by one bit of the mark. */
export const masquerade: Check = {
  name: NAME,
  looksFor: "masquerading that does not work",
  find(node) {
    const nat = node.table("nat");
    return nat === undefined ? [] : [...judgePostrouting(nat), ...judgeForward(node)];
  },
};

function judgePostrouting(nat: ExaminedTable): readonly Finding[] {
  const chain = nat.chain("KUBE-POSTROUTING");
  const marks = nat.chain("KUBE-MARK-MASQ");
  if (chain === undefined || marks === undefined || !nat.isReached(chain.name)) return [];
  const rules = [...rulesOf(chain)];
  if (rules.some(([, { unknown }]) => unknown !== undefined)) return [];
  if (!rules.some(([, { target }]) => target?.target === "MASQUERADE" || target?.target === "SNAT"))
    return [findingAt(NAME, placeOf(nat, chain), WITHOUT_MASQUERADE)];
  const bits = masqueradeBits(nat);
  if (bits === undefined)
    return nat.isReached(marks.name) ? [findingAt(NAME, placeOf(nat, marks), WITHOUT_MARK)] : [];
  const other = rules.find(([, rule]) => asksForOther(rule, bits));
  if (other === undefined) return [];
  return [findingAt(NAME, placeOf(nat, chain, other[0]), otherBit(chain.name, other[1], bits))];
}

function judgeForward(node: ExaminedNode): readonly Finding[] {
  const filter = node.table("filter");
  const chain = filter?.chain("KUBE-FORWARD");
  const bits = masqueradeBits(node.table("nat"));
  if (filter === undefined || chain === undefined || bits === undefined) return [];
  const other = [...rulesOf(chain)].find(([, rule]) => asksForOther(rule, bits));
  if (other === undefined) return [];
  return [findingAt(NAME, placeOf(filter, chain, other[0]), otherBit(chain.name, other[1], bits))];
}

/** Whether a rule asks about the mark, but not about these bits. */
function asksForOther({ matches }: Rule, bits: number): boolean {
  return matches.some((match) => match.match === "mark" && (match.mask & bits) === 0);
}

const SOURCE = "kubernetes pkg/proxy/iptables/proxier.go; --iptables-masquerade-bit";

const WITHOUT_MASQUERADE: FindingWords = {
  level: "warning",
  title: "KUBE-POSTROUTING masquerades nothing",
  why: "Packets are marked for masquerading, but no rule does it. Their answers then go past this node, and whoever asked does not know who answers: connections through node ports and from a pod to itself hang.",
  whatToDo: "Restart kube-proxy on this node, and look who else writes to its chains.",
  source: SOURCE,
};

const WITHOUT_MARK: FindingWords = {
  level: "warning",
  title: "KUBE-MARK-MASQ sets no mark",
  why: "Rules lead packets here to have them masqueraded, but nothing marks them, so that KUBE-POSTROUTING passes them by: connections through node ports and from a pod to itself hang.",
  whatToDo: "Restart kube-proxy on this node, and look who else writes to its chains.",
  source: SOURCE,
};

function otherBit(chain: string, rule: Rule, bits: number): FindingWords {
  const asked = rule.matches.flatMap((match) => (match.match === "mark" ? match.mask : []))[0] ?? 0;
  const isForward = chain === "KUBE-FORWARD";
  return {
    level: "warning",
    title: `KUBE-MARK-MASQ sets ${printMark(bits)}, but ${chain} asks for ${printMark(asked)}`,
    why: isForward
      ? "The packets that kube-proxy wants masqueraded are not accepted here; where the policy of FORWARD is DROP they are lost."
      : "What is marked is not masqueraded: answers go past this node, and connections through node ports and from a pod to itself hang.",
    whatToDo:
      "Two kube-proxies, or a kubelet and a kube-proxy, are set to different --iptables-masquerade-bit. Set them alike and restart both.",
    source: SOURCE,
  };
}
