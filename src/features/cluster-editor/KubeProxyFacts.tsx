import type { Cluster } from "@/state/clusterEditing";
import { Panel } from "@/ui/Panel";

/** How kube-proxy is set, on every node alike. */
export function KubeProxyFacts({ cluster }: { readonly cluster: Cluster }) {
  const { proxy, serviceCIDR, podCIDR } = cluster.settings;
  const facts = [
    ["Version", `v${proxy.version} ${proxy.mode}`],
    ["Pod range", proxy.clusterCIDR === "" ? podCIDR : proxy.clusterCIDR],
    ["Service range", serviceCIDR],
    ["Mark bit", `${proxy.masqueradeBit}, 0x${(2 ** proxy.masqueradeBit).toString(16)}`],
  ];
  return (
    <Panel title="kube-proxy">
      <dl className="grid grid-cols-[1fr_auto] gap-y-2 text-md">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-text-2">{name}</dt>
            <dd className="kernel">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
