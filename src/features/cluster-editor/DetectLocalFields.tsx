import {
  clusterEditing,
  DETECT_LOCAL_MODES,
  type DetectLocalMode,
  type ProxySettings,
  settingsRef,
} from "@/state/clusterEditing";
import { Select } from "@/ui/Select";
import { ObjectField } from "./ObjectField";

const MODES = DETECT_LOCAL_MODES.map((mode) => ({ value: mode, label: mode }));

const HINTS: Readonly<Record<DetectLocalMode, string>> = {
  ClusterCIDR:
    "Packets from this range come from pods; all others to a cluster IP are masqueraded.",
  NodeCIDR: "Packets from the node's own pod range come from pods; all others are masqueraded.",
  BridgeInterface:
    "Packets that come in by this interface come from pods; all others are masqueraded.",
  InterfaceNamePrefix:
    "Packets that come in by interfaces whose names begin so come from pods; all others are masqueraded.",
  none: "Nobody tells pods from others: packets to a cluster IP keep their source.",
};

/** By what each mode tells them; NodeCIDR takes the node's own range, and none nothing. */
const MEANS = {
  ClusterCIDR: { name: "clusterCIDR", placeholder: "10.244.0.0/16" },
  NodeCIDR: undefined,
  BridgeInterface: { name: "bridgeInterface", placeholder: "cbr0" },
  InterfaceNamePrefix: { name: "interfaceNamePrefix", placeholder: "cali" },
  none: undefined,
} as const satisfies Record<DetectLocalMode, unknown>;

/** How kube-proxy tells packets of pods from those of others, and by what. */
export function DetectLocalFields({ proxy }: { readonly proxy: ProxySettings }) {
  const { detectLocalMode } = proxy;
  const means = MEANS[detectLocalMode];
  return (
    <>
      <Select
        label="detectLocalMode"
        layout="above"
        value={detectLocalMode}
        options={MODES}
        hint={HINTS[detectLocalMode]}
        onChange={(mode) => clusterEditing.updateProxy({ detectLocalMode: mode })}
      />
      {means !== undefined && (
        <ObjectField
          object={settingsRef()}
          field={`proxy.${means.name}`}
          label={means.name}
          layout="above"
          placeholder={means.placeholder}
          value={proxy[means.name]}
          onCommit={(value) => clusterEditing.updateProxy({ [means.name]: value })}
        />
      )}
    </>
  );
}
