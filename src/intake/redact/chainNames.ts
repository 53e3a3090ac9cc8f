import type { NameMap } from "./nameMap";
import { CHAIN_KINDS, WELL_KNOWN_CHAINS } from "./wellKnown";

/** Base chains and targets, those too that are not known here. Source: iptables-extensions(8). */
const KEPT: ReadonlySet<string> = new Set(
  [
    "PREROUTING INPUT FORWARD OUTPUT POSTROUTING ACCEPT DROP RETURN QUEUE REJECT AUDIT CHECKSUM CLASSIFY CLUSTERIP CONNMARK",
    "CONNSECMARK CT DNAT DNPT DSCP ECN HL HMARK IDLETIMER LED LOG MARK MASQUERADE MIRROR NETMAP NFLOG NFQUEUE NOTRACK RATEEST",
    "REDIRECT SECMARK SET SNAT SNPT SYNPROXY TCPMSS TCPOPTSTRIP TEE TOS TPROXY TRACE TTL ULOG NETFLOW ACCOUNT FLOWOFFLOAD -",
  ]
    .join(" ")
    .split(" "),
);

/** Letters and digits as in the hashes of kube-proxy, which are base 32. */
const HASH_LETTERS = 16;

/**
 * Another name for a chain: one that kube-proxy or a network plugin made for an object stays one of its kind, KUBE-SVC- with
 * another hash; what every node has stays; all others are numbered.
 */
export function redactChain(name: string, names: NameMap): string {
  if (KEPT.has(name) || WELL_KNOWN_CHAINS.test(name)) return name;
  const [kind] = CHAIN_KINDS.exec(name) ?? [];
  if (kind === undefined) return names.map("chain", name, (number) => `CHAIN-${number}`);
  return names.map("chain", name, (number) => kind + numberAsHash(number));
}

function numberAsHash(number: number): string {
  const letters = [...String(number)].map((digit) => "ABCDEFGHIJ".charAt(Number(digit))).join("");
  return letters.padStart(HASH_LETTERS, "X");
}
