import type { Chain } from "@/engine";

/** What stands behind a chain's name. */
export interface ChainMeaning {
  /** A few words for the header: `pod on node-b`. */
  readonly side: string | undefined;
  /** A sentence for below the box: `Service default/web:http, 3 endpoints.` */
  readonly note: string | undefined;
}

/** Who owns an address, where that is known: `{ what: "pod", on: "node-b" }`. */
export type AddressOwner = (
  address: string,
) => { readonly name: string; readonly on: string | undefined } | undefined;

const NOTHING: ChainMeaning = { side: undefined, note: undefined };

/** What kube-proxy names by a hash. Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, the chain name prefixes. */
const HASHED = /^KUBE-(SVC|SVL|EXT|FW|SEP|XLB)-[A-Z2-7]{16}$/;

/** `default/web:http`: a namespace, a name, and the port's name when it has one. */
const SERVICE_PORT = /(?:^|\s)([a-z0-9.-]+\/[a-z0-9.-]+(?::[a-z0-9-]+)?)(?=\s|$)/;

const LOOKED_AT = 3;

/**
 * Tells from the comments of kube-proxy's rules which object a hashed chain name stands for.
 * Nothing for any other chain, and nothing where the comments do not say it.
 */
export function chainMeaning(chain: Chain, ownerOf: AddressOwner): ChainMeaning {
  const kind = HASHED.exec(chain.name)?.[1];
  if (kind === undefined || chain.length === 0) return NOTHING;
  if (kind === "SEP") return { side: podSide(chain, ownerOf), note: undefined };
  const service = servicePort(chain);
  if (service === undefined) return NOTHING;
  return { side: undefined, note: `Service ${service}${KIND_NOTES[kind]?.(chain) ?? ""}` };
}

const KIND_NOTES: Readonly<Record<string, (chain: Chain) => string>> = {
  SVC: (chain) => `, ${endpoints(chain)}.`,
  SVL: (chain) => `, ${endpoints(chain)} on this node.`,
  EXT: () => " as seen from outside.",
  XLB: () => " as seen from outside.",
  FW: () => " through its load balancer.",
};

function servicePort(chain: Chain): string | undefined {
  for (let number = 1; number <= Math.min(chain.length, LOOKED_AT); number++) {
    const found = SERVICE_PORT.exec(commentOf(chain, number))?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function commentOf(chain: Chain, number: number): string {
  for (const match of chain.rule(number).matches) {
    if (match.match === "comment" && "text" in match) return String(match.text);
  }
  return "";
}

/** Endpoint chains stand at the end, one rule each; with session affinity each has a second rule that looks back. */
function endpoints(chain: Chain): string {
  const chains = new Set<string>();
  for (let number = 1; number <= chain.length; number++) {
    const { target } = chain.rule(number);
    if (target !== undefined && "chain" in target && target.chain.startsWith("KUBE-SEP-")) {
      chains.add(target.chain);
    }
  }
  return chains.size === 1 ? "1 endpoint" : `${chains.size} endpoints`;
}

const DNAT_TO = /--to-destination (\d+\.\d+\.\d+\.\d+)/;

function podSide(chain: Chain, ownerOf: AddressOwner): string | undefined {
  for (let number = 1; number <= Math.min(chain.length, LOOKED_AT); number++) {
    const address = DNAT_TO.exec(chain.rule(number).text)?.[1];
    const owner = address === undefined ? undefined : ownerOf(address);
    if (owner !== undefined) return owner.on === undefined ? owner.name : `pod on ${owner.on}`;
  }
  return undefined;
}
