/** Marks that kube-proxy and the kubelet give a meaning to. Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, pkg/kubelet/kubelet_network_linux.go. */
const MEANINGS: ReadonlyMap<number, string> = new Map([
  [14, "to be masqueraded on the way out"],
  [15, "to be dropped"],
]);

/** What a bit of the mark is for when one of Kubernetes' own chains set it; undefined otherwise. */
export function markMeaning(bit: number, chain: string | undefined): string | undefined {
  return chain?.startsWith("KUBE-") === true ? MEANINGS.get(bit) : undefined;
}

/** The numbers of the bits that are set, the lowest first. */
export function setBits(mark: number): readonly number[] {
  return Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((mark >>> bit) & 1) === 1);
}
