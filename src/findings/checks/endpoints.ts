import { type Chain, printAddress, type Rule } from "@/engine";
import type { Check } from "../check";
import { type ExaminedTable, placeOf, rulesOf } from "../examinedNode";
import { type Finding, type FindingWords, findingAt } from "../finding";
import { hashedKind, nameWithService } from "../kubeChains";

const NAME = "endpoint";

/** kube-proxy's endpoint chains without what makes them lead to the endpoint, and Service chains without endpoints. */
export const endpoints: Check = {
  name: NAME,
  looksFor: "endpoints without DNAT, Services without endpoints",
  find({ table }) {
    const nat = table("nat");
    return nat === undefined ? [] : nat.chains.flatMap((chain) => findIn(nat, chain));
  },
};

function findIn(nat: ExaminedTable, chain: Chain): readonly Finding[] {
  const kind = hashedKind(chain.name);
  if (kind === undefined || !nat.isReached(chain.name)) return [];
  const rules = [...rulesOf(chain)].map(([, rule]) => rule);
  // What is not known may be the very rule that is looked for.
  if (
    rules.some(({ unknown }) => unknown !== undefined && unknown.missing.kind !== "missing-chain")
  )
    return [];
  const words = kind === "SEP" ? judgeEndpoint(chain, rules) : judgeService(chain, rules);
  return words === undefined ? [] : [findingAt(NAME, placeOf(nat, chain), words)];
}

function judgeEndpoint(chain: Chain, rules: readonly Rule[]): FindingWords | undefined {
  const dnat = rules.findIndex(({ target }) => target?.target === "DNAT");
  if (dnat < 0) return withoutDnat(chain);
  const before = rules.slice(0, dnat);
  return before.some(marksForMasquerade) ? undefined : withoutHairpin(chain, rules[dnat]);
}

function marksForMasquerade({ target }: Rule): boolean {
  if (target === undefined) return false;
  return "chain" in target ? target.chain === "KUBE-MARK-MASQ" : target.target === "MARK";
}

function withoutDnat(chain: Chain): FindingWords {
  return {
    level: "warning",
    title: `${nameWithService(chain)} has no DNAT rule`,
    why: "Connections that are balanced to this endpoint keep the Service's address, which nobody has: a part of the Service's connections hangs.",
    whatToDo: "Restart kube-proxy on this node, and look who else writes to its chains.",
    source: "kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules",
  };
}

function withoutHairpin(chain: Chain, rule: Rule | undefined): FindingWords {
  const range = rule?.target?.target === "DNAT" ? rule.target.range.addresses : undefined;
  const endpoint = range === undefined ? "the endpoint" : printAddress(range.from);
  return {
    level: "warning",
    title: `${nameWithService(chain)} does not mark the endpoint's own connections`,
    why: `When ${endpoint} reaches itself through the Service, its answer would come from and go to its own address; only masquerading, which the missing mark asks for, brings it back through the node. Others are not affected.`,
    whatToDo: "Restart kube-proxy on this node, and look who else writes to its chains.",
    source: "kubernetes issue 20475; pkg/proxy/iptables/proxier.go, syncProxyRules",
  };
}

/** Where the chains of Services lead: to endpoints, or to each other. */
function leadsOn({ target }: Rule): boolean {
  if (target === undefined) return false;
  if ("chain" in target)
    return hashedKind(target.chain) !== undefined || target.chain === "KUBE-MARK-DROP";
  return target.target === "DNAT";
}

function judgeService(chain: Chain, rules: readonly Rule[]): FindingWords | undefined {
  if (rules.some(leadsOn)) return undefined;
  // With policy Local and no endpoint on this node the filter table refuses what comes from outside.
  if (hashedKind(chain.name) === "EXT") return undefined;
  return {
    level: "warning",
    title: `${nameWithService(chain)} leads to no endpoint`,
    why: "Packets for the Service come here and go on unchanged, to an address which nobody has. For a Service without endpoints kube-proxy writes no such chain, but a rule that refuses.",
    whatToDo: "Restart kube-proxy on this node, and look who else writes to its chains.",
    source: "kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules",
  };
}
