import { type Chain, HOOKS_OF_TABLE, type Ruleset, type Table } from "@/engine";

/** What stands before and behind a fragment of kube-proxy's nat rules on every node, and a `grep` leaves out. */
export interface Surroundings {
  /** Lines for before the fragment: base chains, and the jumps from them. */
  readonly before: readonly string[];
  /** Lines for behind it: KUBE-SERVICES' last rule, and what marks and masquerades. */
  readonly behind: readonly string[];
}

const MARK = "0x4000/0x4000";

/**
 * The rules that kube-proxy writes around those of a Service and that this fragment refers to without showing them.
 * undefined when the text is no fragment of nat rules with KUBE- chains, or lacks none of them.
 * The mark is kube-proxy's default, bit 14. Source: kubernetes pkg/proxy/iptables/proxier.go, iptablesJumpChains.
 */
export function kubeProxySurroundings({ tables }: Ruleset): Surroundings | undefined {
  const [nat] = tables;
  if (tables.length !== 1 || nat?.name !== "nat" || !isFragment(nat)) return undefined;
  if (!nat.chains.some(({ name }) => name.startsWith("KUBE-"))) return undefined;
  return { before: linesBefore(nat), behind: linesBehind(nat) };
}

/** The fragment with its surroundings as one table: what was pasted stands in the middle to the letter. */
export function surround(text: string, { before, behind }: Surroundings): string {
  return [
    ADDED,
    "*nat",
    ...before,
    ORIGINAL,
    text.replace(/\n$/, ""),
    ADDED,
    ...behind,
    "COMMIT",
    "",
  ].join("\n");
}

const ADDED = "# added: what kube-proxy writes around such rules on every node";
const ORIGINAL = "# as pasted:";

/** A fragment shows no policy of its base chains. They are asked for by name: there may be a million others. */
function isFragment(nat: Table): boolean {
  return HOOKS_OF_TABLE.nat.some((hook) => {
    const base = nat.chain(hook);
    return base?.hook !== undefined && base.policy === undefined;
  });
}

function linesBefore(nat: Table): readonly string[] {
  const base = nat.chains.filter(({ hook, policy }) => hook !== undefined && policy === undefined);
  const jumps = ["PREROUTING", "OUTPUT"].filter(
    (name) => !jumpsTo(nat.chain(name), "KUBE-SERVICES"),
  );
  return [
    ...base.map(({ name }) => `:${name} ACCEPT [0:0]`),
    ...jumps.map(
      (name) => `-A ${name} -m comment --comment "kubernetes service portals" -j KUBE-SERVICES`,
    ),
    ...(jumpsTo(nat.chain("POSTROUTING"), "KUBE-POSTROUTING")
      ? []
      : ['-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING']),
  ];
}

function linesBehind(nat: Table): readonly string[] {
  const isEmpty = (name: string) => (nat.chain(name)?.length ?? 0) === 0;
  return [
    ...(isEmpty("KUBE-NODEPORTS") || jumpsTo(nat.chain("KUBE-SERVICES"), "KUBE-NODEPORTS")
      ? []
      : ["-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS"]),
    ...(isEmpty("KUBE-SERVICES") && isEmpty("KUBE-NODEPORTS") ? [":KUBE-SERVICES - [0:0]"] : []),
    ...(isEmpty("KUBE-MARK-MASQ") ? [`-A KUBE-MARK-MASQ -j MARK --set-xmark ${MARK}`] : []),
    ...(isEmpty("KUBE-POSTROUTING")
      ? [`-A KUBE-POSTROUTING -m mark --mark ${MARK} -j MASQUERADE`]
      : []),
  ];
}

function jumpsTo(chain: Chain | undefined, target: string): boolean {
  for (let number = 1; chain !== undefined && number <= chain.length; number++) {
    const jump = chain.rule(number).target;
    if (jump !== undefined && "chain" in jump && jump.chain === target) return true;
  }
  return false;
}
