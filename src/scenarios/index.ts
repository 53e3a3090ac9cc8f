import type { Scenario } from "./scenario";

/** A built-in example, loaded when it is asked for. */
export interface ScenarioEntry {
  /** The scenario's own id. */
  readonly id: string;
  load(): Promise<Scenario>;
}

/** The built-in examples in the order of the picker. */
export const SCENARIOS: readonly ScenarioEntry[] = [
  { id: "node-port", load: async () => (await import("./nodePort")).nodePort },
  { id: "cluster-ip", load: async () => (await import("./clusterIp")).clusterIp },
  { id: "hairpin", load: async () => (await import("./hairpin")).hairpin },
  { id: "from-node", load: async () => (await import("./fromNode")).fromNode },
  { id: "no-endpoints", load: async () => (await import("./noEndpoints")).noEndpoints },
  {
    id: "flannel-masqueraded",
    load: async () => (await import("./flannelMasqueraded")).flannelMasqueraded,
  },
  { id: "flannel-lost", load: async () => (await import("./flannelLost")).flannelLost },
  {
    id: "fragment-node-port",
    load: async () => (await import("./fragmentNodePort")).fragmentNodePort,
  },
  {
    id: "fragment-cluster-ip",
    load: async () => (await import("./fragmentClusterIp")).fragmentClusterIp,
  },
];
