import { GitCompareArrows } from "lucide-react";
import {
  type Cluster,
  clusterEditing,
  KUBE_PROXY_VERSIONS,
  type ProxySettings,
  parseKubeProxyVersion,
  settingsRef,
} from "@/state/clusterEditing";
import { useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { Checkbox } from "@/ui/Checkbox";
import { Panel } from "@/ui/Panel";
import { Select } from "@/ui/Select";
import { DetectLocalFields } from "./DetectLocalFields";
import { ObjectField } from "./ObjectField";
import { ObjectListField } from "./ObjectListField";

/** Of this one nobody ran the program: its rules are written from its source. */
const FROM_ITS_SOURCE = "1.34";

const VERSIONS = KUBE_PROXY_VERSIONS.map((version) => ({
  value: version as string,
  label: version === FROM_ITS_SOURCE ? `v${version}, from its source` : `v${version}`,
}));

/** How kube-proxy is set, on every node alike. */
export function KubeProxyFields({ cluster }: { readonly cluster: Cluster }) {
  const { proxy, serviceCIDR } = cluster.settings;
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const version = parseKubeProxyVersion(proxy.version);
  return (
    <Panel title="kube-proxy">
      <Select
        label="Version"
        value={version ?? proxy.version}
        options={
          version === undefined
            ? [{ value: proxy.version, label: proxy.version }, ...VERSIONS]
            : VERSIONS
        }
        onChange={(chosen) => clusterEditing.updateProxy({ version: chosen })}
      />
      <Button
        className="mb-2 w-full"
        aria-haspopup="dialog"
        onClick={() => setOpenSheet("versions")}
      >
        <GitCompareArrows aria-hidden="true" className="size-4" /> Compare versions
      </Button>
      <DetectLocalFields proxy={proxy} />
      <MasqueradeFields proxy={proxy} />
      <NodePortFields proxy={proxy} />
      <dl className="grid grid-cols-[1fr_auto] gap-y-2 text-md">
        <dt className="text-text-2">Service range</dt>
        <dd className="kernel">{serviceCIDR}</dd>
      </dl>
    </Panel>
  );
}

interface ProxyProps {
  readonly proxy: ProxySettings;
}

function MasqueradeFields({ proxy }: ProxyProps) {
  const { masqueradeBit } = proxy;
  return (
    <>
      <ObjectField
        object={settingsRef()}
        field="proxy.masqueradeBit"
        label="masqueradeBit"
        layout="above"
        hint={`The bit of the mark that says "masquerade me": 0x${(2 ** masqueradeBit).toString(16)}.`}
        value={masqueradeBit}
        onCommit={(text) => clusterEditing.updateProxy({ masqueradeBit: Number(text) })}
      />
      <Checkbox
        label="masqueradeAll"
        hint="Every packet to a cluster IP is masqueraded, those of pods too."
        isChecked={proxy.masqueradeAll}
        onChange={(masqueradeAll) => clusterEditing.updateProxy({ masqueradeAll })}
      />
    </>
  );
}

function NodePortFields({ proxy }: ProxyProps) {
  return (
    <>
      <ObjectListField
        object={settingsRef()}
        field="proxy.nodePortAddresses"
        label="nodePortAddresses"
        placeholder="every address"
        hint="Node ports answer only on the node's addresses in these ranges."
        values={proxy.nodePortAddresses}
        onCommit={(nodePortAddresses) => clusterEditing.updateProxy({ nodePortAddresses })}
      />
      <Checkbox
        label="localhostNodePorts"
        hint="Node ports answer on 127.0.0.1 too."
        isChecked={proxy.localhostNodePorts}
        onChange={(localhostNodePorts) => clusterEditing.updateProxy({ localhostNodePorts })}
      />
    </>
  );
}
