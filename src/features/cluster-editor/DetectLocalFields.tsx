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

/** How kube-proxy tells packets of pods from those of others, and by what. */
export function DetectLocalFields({ proxy }: { readonly proxy: ProxySettings }) {
  const { detectLocalMode } = proxy;
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
      {detectLocalMode === "ClusterCIDR" && (
        <ObjectField
          object={settingsRef()}
          field="proxy.clusterCIDR"
          label="clusterCIDR"
          layout="above"
          value={proxy.clusterCIDR}
          onCommit={(clusterCIDR) => clusterEditing.updateProxy({ clusterCIDR })}
        />
      )}
      {detectLocalMode === "BridgeInterface" && (
        <ObjectField
          object={settingsRef()}
          field="proxy.bridgeInterface"
          label="bridgeInterface"
          layout="above"
          placeholder="cbr0"
          value={proxy.bridgeInterface}
          onCommit={(bridgeInterface) => clusterEditing.updateProxy({ bridgeInterface })}
        />
      )}
      {detectLocalMode === "InterfaceNamePrefix" && (
        <ObjectField
          object={settingsRef()}
          field="proxy.interfaceNamePrefix"
          label="interfaceNamePrefix"
          layout="above"
          placeholder="cali"
          value={proxy.interfaceNamePrefix}
          onCommit={(interfaceNamePrefix) => clusterEditing.updateProxy({ interfaceNamePrefix })}
        />
      )}
    </>
  );
}
