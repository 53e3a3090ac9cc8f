/**
 * Targets of the kernel that are not simulated: a name after `-j` that is one of these is no chain.
 * Source: iptables-extensions(8), 1.8.9, TARGET EXTENSIONS.
 */
const KERNEL_TARGETS: ReadonlySet<string> = new Set([
  "AUDIT",
  "CHECKSUM",
  "CLASSIFY",
  "CLUSTERIP",
  "CONNMARK",
  "CONNSECMARK",
  "CT",
  "DNAT",
  "DSCP",
  "ECN",
  "HMARK",
  "IDLETIMER",
  "LED",
  "MARK",
  "NETMAP",
  "NFLOG",
  "NFQUEUE",
  "NOTRACK",
  "QUEUE",
  "RATEEST",
  "SECMARK",
  "SET",
  "SYNPROXY",
  "TCPMSS",
  "TCPOPTSTRIP",
  "TEE",
  "TOS",
  "TPROXY",
  "TRACE",
  "TTL",
  "ULOG",
]);

/** Whether iptables would look for a target of this name rather than a chain. */
export function isKernelTarget(name: string): boolean {
  return KERNEL_TARGETS.has(name);
}
