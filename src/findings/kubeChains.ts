import type { Chain, Rule } from "@/engine";
import { type ExaminedTable, rulesOf } from "./examinedNode";

/** Chains that kube-proxy names by a hash, one for each Service port or endpoint. */
const HASHED = /^KUBE-(SVC|SVL|EXT|FW|XLB|SEP)-[A-Z2-7]{16}$/;

export type HashedKind = "SVC" | "SVL" | "EXT" | "FW" | "XLB" | "SEP";

/** Which of kube-proxy's hashed chains a name is; undefined for any other. */
export function hashedKind(name: string): HashedKind | undefined {
  return HASHED.exec(name)?.[1] as HashedKind | undefined;
}

/** The text of a rule's comments, "" without any. */
export function commentOf({ matches }: Rule): string {
  return matches.flatMap((match) => (match.match === "comment" ? match.text : [])).join(" ");
}

/** `default/web:http`, as the comments of kube-proxy's rules begin. */
const SERVICE_PORT = /^[a-z0-9.-]+\/[a-z0-9.-]+(?::[a-z0-9-]*)?/;

/** The Service port that a rule's comment names; undefined when it names none. */
export function servicePortOf(rule: Rule): string | undefined {
  const comment = commentOf(rule);
  return (SERVICE_PORT.exec(comment) ?? /for ([a-z0-9.-]+\/\S+)/.exec(comment)?.slice(1))?.[0];
}

/** What a chain is for in words: its Service port, if a comment names one. */
export function nameWithService(chain: Chain): string {
  for (const [, rule] of rulesOf(chain)) {
    const service = servicePortOf(rule);
    if (service !== undefined) return `${chain.name} (${service})`;
  }
  return chain.name;
}

/** More endpoints than this, and kube-proxy puts off deleting chains. Source: kubernetes proxier.go, largeClusterEndpointsThreshold. */
const LARGE_CLUSTER = 1000;

/** Whether kube-proxy leaves chains that nobody needs any more standing for a while. */
export function isLargeCluster({ chains }: ExaminedTable): boolean {
  let endpoints = 0;
  for (const { name } of chains) if (name.startsWith("KUBE-SEP-")) endpoints++;
  return endpoints > LARGE_CLUSTER;
}

/** The bits that KUBE-MARK-MASQ sets; undefined when there is no such rule. */
export function masqueradeBits(nat: ExaminedTable | undefined): number | undefined {
  const chain = nat?.chain("KUBE-MARK-MASQ");
  if (chain === undefined) return undefined;
  for (const [, { target }] of rulesOf(chain))
    if (target?.target === "MARK" && target.value !== 0) return target.value;
  return undefined;
}

/** `0x4000`, as iptables prints a mark. */
export function printMark(mark: number): string {
  return `0x${mark.toString(16)}`;
}
