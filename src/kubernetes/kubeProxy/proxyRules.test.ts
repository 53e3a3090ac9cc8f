import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_PROXY_SETTINGS, DETECT_LOCAL_MODES } from "../objects/proxySettings";
import { newService, SERVICE_TYPES, TRAFFIC_POLICIES } from "../objects/service";
import { TRANSPORT_PROTOCOLS } from "../objects/transportProtocol";
import { shopCluster } from "../testing/shopCluster";
import { KUBE_PROXY_VERSIONS } from "./features";
import { loadedByBoth } from "./loadedRules";
import { proxyRules } from "./proxyRules";

const address = fc.integer({ min: 1, max: 250 }).map((last) => `10.96.1.${last}`);
const somePort = fc.integer({ min: 1, max: 65535 });

const port = fc.record({
  name: fc.constantFrom("", "a", "b"),
  protocol: fc.constantFrom(...TRANSPORT_PROTOCOLS),
  port: somePort,
  targetPort: fc.oneof(somePort, fc.constant("named")),
  nodePort: fc.option(somePort, { nil: undefined }),
});

const service = fc
  .record({
    clusterIP: fc.oneof(address, fc.constantFrom("None", "", "fd00::1")),
    type: fc.constantFrom(...SERVICE_TYPES),
    ports: fc.array(port, { maxLength: 3 }),
    externalTrafficPolicy: fc.constantFrom(...TRAFFIC_POLICIES),
    internalTrafficPolicy: fc.constantFrom(...TRAFFIC_POLICIES),
    clientIPAffinitySeconds: fc.option(fc.constant(60), { nil: undefined }),
    externalIPs: fc.array(address, { maxLength: 2 }),
    loadBalancerIngress: fc.array(
      fc.record({ ip: address, ipMode: fc.constantFrom("VIP", "Proxy") }),
      { maxLength: 2 },
    ),
    loadBalancerSourceRanges: fc.array(fc.constant("192.168.1.0/24"), { maxLength: 1 }),
    healthCheckNodePort: fc.option(somePort, { nil: undefined }),
  })
  .map((fields) =>
    newService({ namespace: "shop", name: "cart", selector: { app: "cart" }, ...fields }),
  );

const podState = fc.record({ isReady: fc.boolean(), isTerminating: fc.boolean() });

const version = fc.constantFrom(...KUBE_PROXY_VERSIONS);

const settings = fc
  .record({
    detectLocalMode: fc.constantFrom(...DETECT_LOCAL_MODES),
    masqueradeAll: fc.boolean(),
    localhostNodePorts: fc.boolean(),
    nodePortAddresses: fc.subarray(["192.168.1.0/24", "127.0.0.0/8", "0.0.0.0/0"]),
    isTcpBeLiberal: fc.boolean(),
  })
  .map((fields) => ({ ...DEFAULT_PROXY_SETTINGS, ...fields }));

test("whatever the cluster, every jump has a chain, and every chain of a service port is entered", () => {
  fc.assert(
    fc.property(
      service,
      fc.tuple(podState, podState),
      fc.tuple(settings, version),
      (made, states, [proxySettings, version]) => {
        const cluster = shopCluster();
        const pods = cluster.pods.map((pod, index) => ({
          ...pod,
          ...states[index],
          containerPorts: [{ name: "named", protocol: "TCP", port: 8000 } as const],
        }));
        const rules = proxyRules(
          { ...cluster, pods, services: [made] },
          {
            nodeName: "one",
            nodeAddresses: ["192.168.1.21"],
            settings: proxySettings,
            version,
          },
        );
        for (const table of loadedByBoth(rules)) {
          const targets = table.chains
            .flatMap((chain) => chain.rules)
            .flatMap(({ target }) => (target?.target === "jump" ? [target.chain] : []));
          const names = table.chains.map((chain) => chain.name);
          expect(targets.filter((target) => !names.includes(target))).toEqual([]);
          expect(
            names.filter((name) => name.startsWith("KUBE-SEP-") && !targets.includes(name)),
          ).toEqual([]);
          expect(new Set(names).size).toBe(names.length);
        }
      },
    ),
    { numRuns: 500 },
  );
}, 30_000);
