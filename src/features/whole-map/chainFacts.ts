import type { WholeMap } from "@/scene/whole-map/wholeMap";

/** What is said of a chain of the map. */
export interface ChainFacts {
  readonly name: string;
  /** `default/web:http`; undefined where the chain is no Service's. */
  readonly service: string | undefined;
  /** `3 rules, 2 references, 1,200 packets`. */
  readonly counts: string;
}

/** Says what a chain is and how much there is of it. */
export function chainFacts({ plan }: WholeMap, chain: number): ChainFacts {
  const { name = "", rules = 0, references = 0, counters } = plan.index.chains[chain] ?? {};
  const packets = counters === undefined ? [] : [counted(counters.packets, "packet")];
  return {
    name,
    service: plan.index.services[plan.serviceOf[chain] ?? -1]?.name,
    counts: [counted(rules, "rule"), counted(references, "reference"), ...packets].join(", "),
  };
}

/** `1 rule`, `36,370 chains`. */
export function counted(count: number, name: string): string {
  return `${count.toLocaleString("en")} ${name}${count === 1 ? "" : "s"}`;
}
