/** Programs that hang chains of their own into the base chains, by how the chains' names begin. First match counts. */
const OWNERS: readonly (readonly [name: string, chains: RegExp])[] = [
  ["kube-router", /^KUBE-(?:ROUTER|POD-FW|NWPLCY|NETPOL)/],
  ["kube-proxy", /^KUBE-(?!HOSTPORTS)/],
  ["port mapping of the CNI", /^(?:CNI-HOSTPORT-|KUBE-HOSTPORTS)/],
  ["the CNI's bridge plugin", /^CNI-/],
  ["Calico", /^cali-/],
  ["Flannel", /^FLANNEL-/],
  ["Cilium", /^(?:OLD_)?CILIUM_/],
  ["Weave", /^WEAVE/],
  ["Antrea", /^ANTREA-/],
  ["AWS VPC CNI", /^AWS-/],
  ["ip-masq-agent", /^(?:IP-MASQ-AGENT|KIND-MASQ-AGENT|IP-MASQ)$/],
  ["Istio", /^ISTIO_/],
  ["Docker", /^DOCKER/],
  ["ufw", /^ufw6?-/],
  ["firewalld", /_(?:direct|ZONES|ZONES_SOURCE|POLICIES_(?:pre|post))$/],
  ["libvirt", /^LIBVIRT_/],
  ["Tailscale", /^ts-/],
];

/** Whose a chain is, by its name; undefined for a name that tells nothing. */
export function chainOwner(chain: string): string | undefined {
  return OWNERS.find(([, chains]) => chains.test(chain))?.[0];
}
