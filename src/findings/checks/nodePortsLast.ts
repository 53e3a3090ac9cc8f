import type { Check } from "../check";
import { type ExaminedNode, placeOf, rulesOf } from "../examinedNode";
import { type Finding, findingAt } from "../finding";

const NAME = "node-ports-last";

/** In KUBE-SERVICES the jumps to the node ports must come after all others. */
export const nodePortsLast: Check = { name: NAME, looksFor: "node ports before Services", find };

function find(node: ExaminedNode): readonly Finding[] {
  const nat = node.table("nat");
  const chain = nat?.chain("KUBE-SERVICES");
  if (nat === undefined || chain === undefined) return [];
  let first: number | undefined;
  for (const [number, { target }] of rulesOf(chain)) {
    const isNodePorts =
      target !== undefined && "chain" in target && target.chain === "KUBE-NODEPORTS";
    if (isNodePorts) first ??= number;
    else if (first !== undefined && target !== undefined) return [tell(first, number)];
  }
  return [];

  function tell(nodePorts: number, later: number): Finding {
    return findingAt(NAME, nat && chain && placeOf(nat, chain, nodePorts), {
      level: "warning",
      title: `Rule ${nodePorts} of KUBE-SERVICES asks for node ports before the Services from rule ${later} on`,
      why: "For an address of the node, a node port now wins over a Service's external or load-balancer address with the same port. kube-proxy says in its comment that this must be the last rule.",
      whatToDo:
        "Somebody appended to kube-proxy's chain. Find out who, and restart kube-proxy, which writes the chain anew.",
      source: "kubernetes pkg/proxy/iptables/proxier.go, the comment of the node ports' rule",
    });
  }
}
