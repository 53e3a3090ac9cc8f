import type { Chain } from "@/engine";
import type { Check } from "../check";
import { type ExaminedTable, placeOf } from "../examinedNode";
import { type Finding, type FindingWords, findingAt } from "../finding";
import { reachedFrom } from "../jumpGraph";
import { IPVS_FIREWALL, type KnownChain, knownChain } from "../knownChains";
import { hashedKind, isLargeCluster, nameWithService } from "../kubeChains";

const NAME = "unreached-chain";

/** Chains that no packet can come to. Those that are only called by another such chain are counted with it. */
export const unreachedChain: Check = {
  name: NAME,
  looksFor: "chains nobody reaches",
  // Of a table that is not shown as a whole nobody can say who jumps there.
  *find({ tables }) {
    for (const table of tables) {
      if (!table.isWhole) yield* findFlushed(table);
      else if (table.chains.some(({ length }) => length > 0)) yield* findIn(table);
      else yield* findEmpty(table);
    }
  },
};

/** Rules in chains of its own, and none in a base chain: flushed, unless it is a part of a dump. */
function findFlushed(table: ExaminedTable): readonly Finding[] {
  const bases = table.chains.filter(({ hook }) => hook !== undefined);
  const [first] = bases;
  const isEmpty = bases.every(({ length }) => length === 0);
  if (!table.isDeclared || !isEmpty || first === undefined) return [];
  const isCut = [...table.jumps.to.keys()].some((name) => table.chain(name) === undefined);
  return [
    findingAt(NAME, placeOf(table, first), {
      level: isCut ? "note" : "warning",
      title: `No base chain of ${table.name} has a rule, so that no packet comes to its other chains`,
      why: "Either the text is a part of a dump, or somebody flushed the base chains: a firewall that was restarted does. Then none of the rules has any effect.",
      whatToDo:
        "See with iptables-save whether the base chains are empty on the node. If they are, restart whoever owns the other chains (kube-proxy, the CNI).",
    }),
  ];
}

/** Chains and no rule anywhere: what is known stands, and of the others nothing is lost. */
function findEmpty(table: ExaminedTable): readonly Finding[] {
  const chains = table.chains.filter(({ hook }) => hook === undefined);
  const known = chains.filter(({ name }) => knownChain(name) !== undefined);
  const [first, ...others] = chains.filter(({ name }) => knownChain(name) === undefined);
  const toldKnown = known.map((chain) =>
    findingAt(NAME, placeOf(table, chain), wordsFor(table, chain, 0)),
  );
  if (first === undefined) return toldKnown;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return [
    ...toldKnown,
    findingAt(NAME, placeOf(table, first), {
      level: "note",
      title: `The table ${table.name} has the chains ${first.name}${more}, and no rule`,
      why: "Either only its chain lines were pasted, or somebody flushed the whole table: then what its owners wrote there has no effect any more.",
      whatToDo:
        "See with iptables-save whether the table is empty on the node. If it is, restart whoever owns the chains.",
    }),
  ];
}

function* findIn(table: ExaminedTable): Generator<Finding> {
  const unreached = table.chains.filter(({ name }) => !table.isReached(name));
  const told = new Set<string>();
  const tell = (chain: Chain) => {
    const below = reachedFrom([chain.name], table.jumps.from);
    const behind = [...below].filter((name) => !table.isReached(name) && !told.has(name));
    for (const name of behind) told.add(name);
    return findingAt(NAME, placeOf(table, chain), wordsFor(table, chain, behind.length - 1));
  };
  const isCalled = ({ name }: Chain) => table.jumps.to.has(name);
  for (const chain of unreached) if (!isCalled(chain)) yield tell(chain);
  // What is left only calls itself, round and round.
  for (const chain of unreached) if (!told.has(chain.name)) yield tell(chain);
}

function wordsFor(table: ExaminedTable, chain: Chain, behind: number): FindingWords {
  const known = knownChain(chain.name);
  if (known !== undefined && (chain.length === 0 || MAY_HAVE_RULES.has(chain.name)))
    return knownWords(chain, known);
  if (chain.name.startsWith("KUBE-XLB-") && chain.length === 0) return knownWords(chain, EMPTY_XLB);
  if (chain.name === "KUBE-FIREWALL" && table.name === "nat")
    return knownWords(chain, IPVS_FIREWALL);
  const more = behind <= 0 ? "" : `, nor to ${behind} more behind it`;
  const title = `No packet comes to ${nameWithService(chain)}${more}`;
  if (chain.name === "KUBE-NODEPORTS") return { title, ...lostNodePorts(table) };
  if (TOP_CHAINS.has(chain.name)) return { title, ...lostTopChain(chain) };
  if (hashedKind(chain.name) !== undefined) return { title, ...lostService(table, chain) };
  return { title, ...leftOver(chain) };
}

function knownWords({ name }: Chain, { owner, why, source }: KnownChain): FindingWords {
  return {
    level: "known",
    title: `Nobody jumps to ${name}: made so by ${owner}`,
    why,
    whatToDo: "Nothing: it is meant so.",
    source,
  };
}

const EMPTY_XLB: KnownChain = {
  owner: "kube-proxy up to 1.23",
  why: "A Service with policy Local gets its chain also while it has no endpoints at all; its packets are refused in the table filter.",
  source: "kubernetes pkg/proxy/iptables/proxier.go before 1.24",
};

const MAY_HAVE_RULES: ReadonlySet<string> = new Set([
  ...["KUBE-MARK-DROP", "KUBE-MARK-MASQ"],
  ...["KUBE-LOAD-BALANCER", "KUBE-SOURCE-RANGES-FIREWALL"],
]);

/** The chains that kube-proxy and the kubelet call from the base chains. */
const TOP_CHAINS: ReadonlySet<string> = new Set([
  ...["KUBE-SERVICES", "KUBE-EXTERNAL-SERVICES", "KUBE-POSTROUTING", "KUBE-FORWARD"],
  ...["KUBE-FIREWALL", "KUBE-PROXY-FIREWALL"],
]);

function lostTopChain({ name }: Chain): Omit<FindingWords, "title"> {
  return {
    level: "warning",
    why: `kube-proxy leads packets to ${name} from a base chain, and that jump is missing: none of its ${SERVES[name] ?? "rules"} has any effect.`,
    whatToDo:
      "Restart kube-proxy on this node, which puts its jumps back at its next full sync; and find out who flushed the base chain (a firewall's restart does).",
    source: "kubernetes pkg/proxy/iptables/proxier.go, iptablesJumpChains",
  };
}

/** Only kube-proxy knows whether its --nodeport-addresses leave out this node, so that node ports are meant to be closed here. */
function lostNodePorts({ name }: ExaminedTable): Omit<FindingWords, "title"> {
  const isNat = name === "nat";
  return {
    level: "warning",
    why: isNat
      ? "The jump from KUBE-SERVICES is missing, so that no node port works on this node. It is meant so only where --nodeport-addresses names none of the node's addresses."
      : "The jump from INPUT is missing, so that health checks of load balancers are let in only if another rule or the policy does it.",
    whatToDo: isNat
      ? "Look which --nodeport-addresses (nodePortAddresses) kube-proxy has. If one of them is the node's, restart kube-proxy on this node, and find out who deleted the rule."
      : "Restart kube-proxy on this node, and find out who flushed INPUT (a firewall's restart does).",
    source: "kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules; --nodeport-addresses",
  };
}

const SERVES: Readonly<Record<string, string>> = {
  "KUBE-SERVICES": "Service rules",
  "KUBE-EXTERNAL-SERVICES": "rejections",
  "KUBE-POSTROUTING": "masquerading",
  "KUBE-FIREWALL": "drops",
  "KUBE-PROXY-FIREWALL": "source ranges",
};

function lostService(table: ExaminedTable, { length }: Chain): Omit<FindingWords, "title"> {
  const isLate = isLargeCluster(table);
  return {
    level: isLate || length === 0 ? "note" : "warning",
    why: isLate
      ? "With more than 1,000 endpoints kube-proxy deletes chains only now and then; this one may merely be waiting."
      : "kube-proxy deletes the chains of what is gone, so that either the rule that led here was lost, or kube-proxy does not sync any more.",
    whatToDo:
      "Look whether the Service or endpoint still exists. If it does, restart kube-proxy on this node; if not, look into kube-proxy's log for failed syncs.",
    source: "kubernetes pkg/proxy/iptables/proxier.go, syncProxyRules",
  };
}

function leftOver({ length }: Chain): Omit<FindingWords, "title"> {
  return {
    level: "note",
    why:
      length === 0
        ? "It is empty, so that nothing is lost; it may be left over, or kept for rules to come."
        : "Its rules have no effect: left over from something removed, or a jump to it was lost.",
    whatToDo:
      "If its owner is gone, delete it (iptables -F, then -X); else have its owner restarted.",
  };
}
