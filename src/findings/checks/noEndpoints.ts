import type { Rule } from "@/engine";
import type { Check } from "../check";
import { type ExaminedTable, placeOf, rulesOf } from "../examinedNode";
import { type Finding, findingAt } from "../finding";
import { commentOf, servicePortOf } from "../kubeChains";

const NAME = "no-endpoints";

/** Services that refuse all connections since nobody is behind them: one finding for each way of refusing. */
export const noEndpoints: Check = {
  name: NAME,
  looksFor: "Services that refuse",
  find({ table }) {
    const filter = table("filter");
    return filter === undefined
      ? []
      : [...tell(filter, " has no endpoints"), ...tell(filter, " has no local endpoints")];
  },
};

const CHAINS = ["KUBE-SERVICES", "KUBE-EXTERNAL-SERVICES"];
const MOST_NAMED = 5;

function tell(filter: ExaminedTable, says: string): readonly Finding[] {
  const found = CHAINS.flatMap((name) => {
    const chain = filter.chain(name);
    if (chain === undefined) return [];
    return [...rulesOf(chain)]
      .filter(([, rule]) => refuses(rule) && commentOf(rule).endsWith(says))
      .map(([number, rule]) => ({ chain, number, service: servicePortOf(rule) ?? "a Service" }));
  });
  const [first] = found;
  if (first === undefined) return [];
  const services = [...new Set(found.map(({ service }) => service))];
  const more = services.length > MOST_NAMED ? ` and ${services.length - MOST_NAMED} more` : "";
  const isLocal = says.includes("local");
  return [
    findingAt(NAME, placeOf(filter, first.chain, first.number), {
      level: "note",
      title: `${isLocal ? "Without endpoints on this node" : "Without endpoints"}: ${services.slice(0, MOST_NAMED).join(", ")}${more}`,
      why: isLocal
        ? "The traffic policy is Local and no endpoint is on this node: packets are dropped in silence, and clients wait until they give up. A load balancer should not send them here."
        : "Connections are refused at once (ICMP port unreachable), not left waiting.",
      whatToDo: isLocal
        ? "Look at the Service's endpoints and on which nodes they are, and at the load balancer's health check."
        : "If it should have endpoints: compare the Service's selector with the pods' labels, and see whether the pods are ready.",
      source: isLocal ? "kubernetes issue 66354" : "kubernetes issues 17359 and 97360",
    }),
  ];
}

function refuses({ target }: Rule): boolean {
  return target?.target === "REJECT" || target?.target === "DROP";
}
