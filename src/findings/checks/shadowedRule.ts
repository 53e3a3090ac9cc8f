import type { Rule } from "@/engine";
import { chainOwner } from "../chainOwner";
import type { Check } from "../check";
import { type ExaminedTable, placeOf } from "../examinedNode";
import { type Finding, type FindingLevel, type FindingWords, findingAt } from "../finding";
import { commentOf } from "../kubeChains";
import { findShadowed, type Shadow } from "../shadowing/findShadowed";

const NAME = "shadowed-rule";

/** Rules that an earlier one of their chain leaves no packet: one finding for each earlier rule. */
export const shadowedRule: Check = {
  name: NAME,
  looksFor: "rules behind others that take all their packets",
  find: ({ tables }) =>
    tables.flatMap((table) => findShadowed(table).map((shadow) => tell(table, shadow))),
};

function tell(table: ExaminedTable, shadow: Shadow): Finding {
  const { chain, later } = shadow;
  const place = placeOf(table, chain, later[0]);
  return findingAt(NAME, place, knownWords(shadow) ?? wordsFor(shadow));
}

/** What kube-proxy writes twice on purpose, or without harm. */
function knownWords(shadow: Shadow): FindingWords | undefined {
  if (isTwin(shadow)) return TWIN;
  return isHealthCheck(shadow) ? HEALTH_CHECK : undefined;
}

/** A Service has one port for its health check, and kube-proxy accepts it once for each port of the Service. */
function isHealthCheck({ chain, later }: Shadow): boolean {
  return (
    chain.name === "KUBE-NODEPORTS" &&
    later.every((number) => commentOf(chain.rule(number)).endsWith(" health check node port"))
  );
}

const HEALTH_CHECK: FindingWords = {
  level: "known",
  title:
    "KUBE-NODEPORTS accepts a health check several times: made so by kube-proxy, from 1.21 to 1.34",
  why: "A Service has one port for its health check, and the rule is written for each of the Service's ports.",
  whatToDo: "Nothing: it does no harm.",
  source: "kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules",
};

/** kube-proxy up to 1.22 writes the rule for replies twice, once for each direction, with nothing to tell them apart. */
function isTwin({ chain, later: [first] }: Shadow): boolean {
  return (
    chain.name === "KUBE-FORWARD" &&
    commentOf(chain.rule(first)) === "kubernetes forwarding conntrack pod destination rule"
  );
}

const TWIN: FindingWords = {
  level: "known",
  title: "KUBE-FORWARD accepts replies twice: made so by kube-proxy, from 1.18 to 1.22",
  why: "The first was meant for packets from pods and the second for packets to pods; without a cluster CIDR to tell them apart both ask the same, and the second never sees a packet.",
  whatToDo: "Nothing: it does no harm.",
  source: "kubernetes pkg/proxy/iptables/proxier.go before 1.23",
};

function wordsFor({ chain, earlier, later }: Shadow): FindingWords {
  const [first] = later;
  const levels = later.map((number) => levelOf(chain.rule(earlier), chain.rule(number)));
  const owner = chainOwner(chain.name);
  const isWrittenByProgram = owner !== undefined && GENERATING.has(owner);
  const isSerious = levels.includes("warning") && !isWrittenByProgram;
  const level = isSerious ? "warning" : "note";
  const more = later.length === 1 ? "" : `, nor do ${later.length - 1} later ones`;
  return {
    level,
    title: `Rule ${first} of ${chain.name} never sees a packet${more}: rule ${earlier} takes them all`,
    why:
      isSerious || isWrittenByProgram
        ? `Rule ${earlier} comes first, asks for no more than rule ${first} does, and ends the way through ${chain.name} with another verdict. What rule ${first} says looks as if it held, and does not.`
        : `Rule ${earlier} comes first, asks for no more than rule ${first} does, and says the same or leaves nothing to do. The later one is superfluous.`,
    whatToDo: isSerious
      ? `Decide which of the two is meant. To have rule ${first} count, move it before rule ${earlier} (iptables -I ${chain.name} ${earlier} …).`
      : tidyUp(chain.name, first, isWrittenByProgram ? owner : undefined),
  };
}

function tidyUp(chain: string, rule: number, owner: string | undefined): string {
  return owner === undefined
    ? `Delete it when you tidy up (iptables -D ${chain} ${rule}), or find out who adds it twice.`
    : `Nothing, as long as ${owner} works as you expect: it writes the chain by itself, also for what is not there yet.`;
}

/** Programs that write whole chains from templates, whose last rules may have nothing left to do. */
const GENERATING: ReadonlySet<string> = new Set([
  ...["Calico", "Cilium", "Weave", "Antrea", "Istio", "kube-router", "AWS VPC CNI"],
]);

/** A rule that would have done otherwise with the packet is worse than one that says the same once more. */
function levelOf(earlier: Rule, later: Rule): FindingLevel {
  const { target } = later;
  if (target === undefined || NOT_DECIDING.has(target.target)) return "note";
  return JSON.stringify(target) === JSON.stringify(earlier.target) ? "note" : "warning";
}

const NOT_DECIDING: ReadonlySet<string> = new Set(["LOG", "NFLOG", "TRACE", "AUDIT"]);
