import type { Chain, InterfaceTest, Rule } from "@/engine";
import type { Check } from "../check";
import { type ExaminedNode, type ExaminedTable, placeOf, rulesOf } from "../examinedNode";
import { type Finding, findingAt } from "../finding";
import { masqueradeBits } from "../kubeChains";
import { isUnconditional } from "../shadowing/ruleConditions";

const NAME = "forward-drop";

/** A Kubernetes node whose FORWARD drops what no rule accepts, without a rule that accepts packets of pods. */
export const forwardPolicy: Check = {
  name: NAME,
  looksFor: "a FORWARD that drops what pods send",
  find,
};

function find(node: ExaminedNode): readonly Finding[] {
  const filter = node.table("filter");
  const forward = filter?.chain("FORWARD");
  const isKubernetes = node.tables.some((table) => table.chain("KUBE-SERVICES") !== undefined);
  if (filter === undefined || forward === undefined || !isKubernetes) return [];
  const closing = closingRule(forward);
  if (closing === undefined && forward.policy !== "DROP") return [];
  const mark = masqueradeBits(node.table("nat")) ?? 0;
  if (!filter.isWhole || hasWay(filter, mark, closing)) return [];
  return [
    findingAt(NAME, placeOf(filter, forward, closing), {
      level: "warning",
      title:
        closing === undefined
          ? "FORWARD drops new connections of pods: its policy is DROP, and no rule accepts them"
          : `FORWARD ends new connections of pods: rule ${closing} takes all that comes to it, and no rule before accepts them`,
      why: "KUBE-FORWARD accepts only what is marked for masquerading and what belongs to connections that are there already. A pod's first packet to another node, and one that comes for a pod, falls through. Docker sets the policy so when it starts, and a firewall of RHEL has such a last rule.",
      whatToDo:
        "iptables -P FORWARD ACCEPT without such a rule, or accept the pods' network in both directions; with Docker, set \"ip-forward-no-drop\" or let the CNI add its rules (Flannel's FLANNEL-FWD, Calico's cali-FORWARD).",
      source: "kubernetes issue 39823; weave issue 2758",
    }),
  ];
}

/** The first rule that drops or refuses all that comes to it. */
function closingRule(forward: Chain): number | undefined {
  for (const [number, rule] of rulesOf(forward)) {
    const isEnd = rule.target?.target === "DROP" || rule.target?.target === "REJECT";
    if (isEnd && isUnconditional(rule)) return number;
  }
  return undefined;
}

/**
 * Whether some rule below FORWARD, before the one that closes it, may accept the first packet of a pod. What is not known may.
 */
function hasWay(filter: ExaminedTable, masqueradeMark: number, closing?: number): boolean {
  const open = new Set(["FORWARD"]);
  // A set also gives what is added while it is gone through.
  for (const name of open) {
    const chain = filter.chain(name);
    if (chain === undefined) return true;
    const asked = [...rulesOf(chain)]
      .filter(([number]) => name !== "FORWARD" || closing === undefined || number < closing)
      .map(([, rule]) => rule)
      .filter((rule) => !isClosedToPods(rule, masqueradeMark));
    if (asked.some(mayAccept)) return true;
    for (const { target } of asked)
      if (target !== undefined && "chain" in target) open.add(target.chain);
  }
  return false;
}

function mayAccept({ target, unknown }: Rule): boolean {
  return unknown !== undefined || ACCEPTING.has(target?.target ?? "");
}

/** What a program at a queue decides is not known. */
const ACCEPTING: ReadonlySet<string> = new Set(["ACCEPT", "QUEUE", "NFQUEUE"]);

/** Whether a rule cannot be for the first packet of a connection between pods and others that nobody marked. */
function isClosedToPods(rule: Rule, masqueradeMark: number): boolean {
  return (
    isOfContainers(rule.inInterface) ||
    isOfContainers(rule.outInterface) ||
    rule.matches.some((match) => {
      if (match.match === "mark")
        return !match.inverted && match.value !== 0 && match.value === masqueradeMark;
      const states = match.match === "conntrack" ? match.states : undefined;
      const any = match.match === "state" ? match.states : states?.any;
      const inverted = match.match === "state" ? match.inverted : states?.inverted;
      if (any === undefined) return false;
      return inverted === true
        ? any.some((state) => state === "NEW")
        : !any.some((state) => state === "NEW");
    })
  );
}

/** Bridges of Docker, LXC and libvirt, behind which no pods are. */
const CONTAINERS = /^(?:docker|br-|lxcbr|lxdbr|virbr)/;

function isOfContainers(test: InterfaceTest | undefined): boolean {
  return test !== undefined && !test.inverted && CONTAINERS.test(test.name);
}
