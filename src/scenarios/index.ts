import type { Scenario } from "./scenario";

/** What the picker shows of an example before it is loaded. */
export interface ScenarioEntry {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  load(): Promise<Scenario>;
}

/** The built-in examples in the order of the picker. Each is loaded when it is opened. */
export const SCENARIOS: readonly ScenarioEntry[] = [
  {
    id: "node-port",
    title: "NodePort, 3 pods on 3 nodes",
    summary: "A client outside asks node-a; the pod that answers runs on node-b.",
    load: async () => (await import("./nodePort")).nodePort,
  },
  {
    id: "cluster-ip",
    title: "A pod reaches a ClusterIP",
    summary: "No machine has the Service's address: DNAT replaces it before the packet is routed.",
    load: async () => (await import("./clusterIp")).clusterIp,
  },
  {
    id: "hairpin",
    title: "Hairpin: a pod reaches itself",
    summary: "A web server asks its own Service, and chance sends it to itself.",
    load: async () => (await import("./hairpin")).hairpin,
  },
  {
    id: "from-node",
    title: "From the node itself",
    summary:
      "A process on node-a uses the Service: its packet begins in OUTPUT, not in PREROUTING.",
    load: async () => (await import("./fromNode")).fromNode,
  },
  {
    id: "no-endpoints",
    title: "A Service without endpoints",
    summary: "Nobody serves it: the node refuses at once, so the client does not have to wait.",
    load: async () => (await import("./noEndpoints")).noEndpoints,
  },
];
