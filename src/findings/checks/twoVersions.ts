import type { Check } from "../check";
import { type ExaminedNode, type ExaminedTable, placeOf, rulesOf } from "../examinedNode";
import { type Finding, type FindingPlace, findingAt } from "../finding";
import { servicePortOf } from "../kubeChains";

const NAME = "two-versions";

/** Rules that no one kube-proxy writes together: of two versions, or of two modes. */
export const twoVersions: Check = {
  name: NAME,
  looksFor: "rules of two kube-proxies",
  find(node) {
    return PAIRS.flatMap(({ one, other, ...words }) => {
      const first = one.at(node);
      const second = other.at(node);
      if (first === undefined || second === undefined) return [];
      const title = `Rules of two kube-proxies: ${one.what}, and ${other.what}`;
      return tell(first, title, words);
    });
  },
};

function tell(
  place: FindingPlace,
  title: string,
  { why, source }: { readonly why: string; readonly source: string },
): readonly Finding[] {
  return [
    findingAt(`${NAME}`, place, {
      level: "warning",
      title,
      why: `${why} Whoever comes first in the base chains decides.`,
      whatToDo:
        "See that only one kube-proxy runs on the node, in one version and mode; clean up with kube-proxy --cleanup, or reboot the node.",
      source,
    }),
  ];
}

/** Something that only some kube-proxies write. */
interface Sign {
  readonly what: string;
  /** Where it first stands; undefined when it does not. */
  at(node: ExaminedNode): FindingPlace | undefined;
}

const HISTORY = "kubernetes pkg/proxy/iptables/proxier.go in both versions";

const PAIRS: readonly {
  readonly one: Sign;
  readonly other: Sign;
  readonly why: string;
  readonly source: string;
}[] = [
  {
    one: reachedChain(/^KUBE-XLB-/, "KUBE-XLB- chains (up to 1.23)"),
    other: reachedChain(/^KUBE-EXT-/, "KUBE-EXT- chains (since 1.24)"),
    why: "A newer kube-proxy deletes the older one's chains; these are still called, so both seem to be at work, or an update got stuck.",
    source: HISTORY,
  },
  {
    one: comment(/:$/, "Service names with a trailing colon (up to 1.18)"),
    other: comment(/^[^:]+$/, "unnamed ports without one (since 1.20)"),
    why: "The two name the chains of one Service differently, so that each writes its own and leaves the other's.",
    source: HISTORY,
  },
  {
    one: reachedChain(/^KUBE-(?:LOAD-BALANCER|NODE-PORT)$/, "chains of the mode ipvs"),
    other: reachedChain(/^KUBE-SVC-/, "chains of the mode iptables"),
    why: "The mode was changed without cleaning up: the rules of mode iptables give packets a new destination before ipvs sees them.",
    source: "kubernetes pkg/proxy/ipvs/proxier.go, CleanupLeftovers",
  },
];

function reachedChain(name: RegExp, what: string): Sign {
  return {
    what,
    at({ table }) {
      const nat = table("nat");
      const chain = nat?.chains.find((one) => name.test(one.name) && nat.isReached(one.name));
      return nat === undefined || chain === undefined ? undefined : placeOf(nat, chain);
    },
  };
}

function comment(servicePort: RegExp, what: string): Sign {
  return {
    what,
    at({ table }) {
      const nat = table("nat");
      return nat === undefined ? undefined : firstService(nat, servicePort);
    },
  };
}

function firstService(nat: ExaminedTable, servicePort: RegExp): FindingPlace | undefined {
  for (const name of ["KUBE-SERVICES", "KUBE-NODEPORTS"]) {
    const chain = nat.chain(name);
    if (chain === undefined) continue;
    for (const [number, rule] of rulesOf(chain)) {
      const service = servicePortOf(rule);
      if (service !== undefined && servicePort.test(service)) return placeOf(nat, chain, number);
    }
  }
  return undefined;
}
