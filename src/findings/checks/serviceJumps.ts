import type { Chain } from "@/engine";
import type { Check } from "../check";
import { type ExaminedTable, placeOf } from "../examinedNode";
import { type Finding, findingAt } from "../finding";
import { reachedFrom } from "../jumpGraph";

const NAME = "service-jump";

/** Base chains of nat that should lead to kube-proxy's Services, where only the other one does. */
export const serviceJumps: Check = {
  name: NAME,
  looksFor: "hooks that do not lead to Services",
  find({ table }) {
    const nat = table("nat");
    const services = nat?.chain("KUBE-SERVICES");
    if (nat === undefined || services === undefined) return [];
    // When nobody leads there, that is told of the chain itself.
    const isAsked = nat.isWhole && services.length > 0 && nat.isReached(services.name);
    return isAsked ? nat.chains.flatMap((chain) => judge(nat, chain)) : [];
  },
};

/** Who is left without Services when a base chain does not lead to them. */
const WHOSE: Readonly<Record<string, string>> = {
  PREROUTING: "pods, other nodes and clients outside reach no Service through this node",
  OUTPUT: "the node itself, and pods of its own network, reach no Service",
};

function judge(nat: ExaminedTable, chain: Chain): readonly Finding[] {
  const whose = WHOSE[chain.name];
  const isLed = reachedFrom([chain.name], nat.jumps.from).has("KUBE-SERVICES");
  if (whose === undefined || chain.hook === undefined || isLed) return [];
  return [
    findingAt(NAME, placeOf(nat, chain), {
      level: "warning",
      title: `${chain.name} of nat does not lead to KUBE-SERVICES`,
      why: `kube-proxy leads packets there from PREROUTING and from OUTPUT. Without the jump in ${chain.name} ${whose}.`,
      whatToDo:
        "Restart kube-proxy on this node, which puts its jumps back at its next full sync; and find out who flushed the base chain (a firewall's restart does).",
      source: "kubernetes pkg/proxy/iptables/proxier.go, iptablesJumpChains",
    }),
  ];
}
