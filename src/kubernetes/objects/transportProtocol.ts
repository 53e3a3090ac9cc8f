/** What a Service port may speak, as Kubernetes writes it. */
export const TRANSPORT_PROTOCOLS = ["TCP", "UDP", "SCTP"] as const;
export type TransportProtocol = (typeof TRANSPORT_PROTOCOLS)[number];
