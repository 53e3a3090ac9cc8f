import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRuleset, printRuleset } from "@/engine";
import { DEFAULT_PROXY_SETTINGS, DETECT_LOCAL_MODES } from "../objects/proxySettings";
import { newService, SERVICE_TYPES, TRAFFIC_POLICIES } from "../objects/service";
import { TRANSPORT_PROTOCOLS } from "../objects/transportProtocol";
import { shopCluster } from "../testing/shopCluster";
import { KUBE_PROXY_VERSIONS } from "./features";
import { generateRuleset } from "./generateRuleset";
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
    otherClusterIPs: fc.subarray(["fd00:0:0::7"]),
    type: fc.constantFrom(...SERVICE_TYPES),
    ports: fc.array(port, { maxLength: 3 }),
    externalTrafficPolicy: fc.constantFrom(...TRAFFIC_POLICIES),
    internalTrafficPolicy: fc.constantFrom(...TRAFFIC_POLICIES),
    clientIPAffinitySeconds: fc.option(fc.constant(60), { nil: undefined }),
    externalIPs: fc.array(address, { maxLength: 2 }),
    loadBalancerIngress: fc.array(
      fc.record({
        ip: fc.oneof(address, fc.constant("fd00::b")),
        ipMode: fc.constantFrom("VIP", "Proxy"),
      }),
      { maxLength: 2 },
    ),
    loadBalancerSourceRanges: fc.subarray([
      "192.168.1.0/24",
      "10.0.0.1/8",
      "0.0.0.0/0",
      "fd00:1::/64",
      "::/0",
    ]),
    healthCheckNodePort: fc.option(somePort, { nil: undefined }),
  })
  .map((fields) =>
    newService({ namespace: "shop", name: "cart", selector: { app: "cart" }, ...fields }),
  );

const podState = fc.record({ isReady: fc.boolean(), isTerminating: fc.boolean() });

const version = fc.constantFrom(...KUBE_PROXY_VERSIONS);

const settings = fc
  .record({
    ipFamily: fc.constantFrom("IPv4", "IPv6"),
    hasNfacct: fc.boolean(),
    interfaceNamePrefix: fc.constantFrom("", "cali"),
    bridgeInterface: fc.constantFrom("", "cbr0"),
    clusterCIDR: fc.constantFrom(
      "10.244.0.0/16",
      "fd00:244::/56,10.244.0.0/16",
      "0.0.0.0/0",
      "::/0",
    ),
    masqueradeBit: fc.integer({ min: 0, max: 31 }),
    detectLocalMode: fc.constantFrom(...DETECT_LOCAL_MODES),
    masqueradeAll: fc.boolean(),
    localhostNodePorts: fc.boolean(),
    nodePortAddresses: fc.subarray(["192.168.1.0/24", "127.0.0.0/8", "0.0.0.0/0", "fd00:1::/64"]),
    isTcpBeLiberal: fc.boolean(),
  })
  .map((fields) => ({ ...DEFAULT_PROXY_SETTINGS, ...fields }));

/** A cluster of two nodes with any Service, and how kube-proxy is set there. */
const anyCluster = fc
  .record({ made: service, states: fc.tuple(podState, podState), settings, version })
  .map(({ made, states, settings: proxySettings, version: ofVersion }) => {
    const cluster = shopCluster();
    const pods = cluster.pods.map((pod, index) => ({
      ...pod,
      ...states[index],
      otherAddresses: [`fd00:244:${index}::5`],
      containerPorts: [{ name: "named", protocol: "TCP", port: 8000 } as const],
    }));
    return {
      cluster: { ...cluster, pods, services: [made] },
      settings: { ...proxySettings, version: ofVersion },
      version: ofVersion,
    };
  });

const NODE_ADDRESSES = ["192.168.1.21", "fd00:1::21"];

test("whatever the cluster, every jump has a chain, and every chain of a service port is entered", () => {
  fc.assert(
    fc.property(anyCluster, ({ cluster, settings: proxySettings, version: ofVersion }) => {
      const rules = proxyRules(cluster, {
        nodeName: "one",
        nodeAddresses: NODE_ADDRESSES,
        settings: proxySettings,
        version: ofVersion,
      });
      for (const table of loadedByBoth(rules)) {
        const targets = table.chains
          .flatMap((chain) => chain.rules)
          .flatMap(({ target }) => (target?.target === "jump" ? [target.chain] : []));
        const names = table.chains.map((chain) => chain.name);
        expect(targets.filter((target) => !isThere(target, names))).toEqual([]);
        expect(
          names.filter((name) => name.startsWith("KUBE-SEP-") && !targets.includes(name)),
        ).toEqual([]);
        expect(new Set(names).size).toBe(names.length);
      }
    }),
    { numRuns: 500 },
  );
}, 30_000);

/** In 1.18 nobody made it for IPv6, and kube-proxy jumped to it all the same. */
function isThere(chain: string, names: readonly string[]): boolean {
  return names.includes(chain) || chain === "KUBE-MARK-DROP";
}

test("whatever the cluster, the text is in the words in which the engine prints it", () => {
  fc.assert(
    fc.property(anyCluster, ({ cluster, settings: proxySettings }) => {
      const { text } = generateRuleset(cluster, "one", {
        settings: proxySettings,
        nodeAddresses: NODE_ADDRESSES,
      });
      const { ruleset, unknown } = parseRuleset(text, { family: proxySettings.ipFamily });
      // Of a chain that is not there the rule is kept to the letter.
      expect(unknown.filter(({ text: word }) => word !== "KUBE-MARK-DROP")).toEqual([]);
      expect(printRuleset(ruleset)).toBe(text);
    }),
    { numRuns: 500 },
  );
}, 30_000);

test("whatever the cluster, each rule of the text comes from the rule at its place", () => {
  fc.assert(
    fc.property(anyCluster, ({ cluster, settings: proxySettings }) => {
      const generated = generateRuleset(cluster, "one", { settings: proxySettings });
      for (const { name: table, chains } of generated.ruleset.tables) {
        if (table !== "filter" && table !== "nat" && table !== "mangle") continue;
        for (const { name, length } of chains) {
          expect(generated.originOf(table, name, length + 1)).toBeUndefined();
          if (length > 0) expect(generated.originOf(table, name, length)).toBeDefined();
        }
      }
    }),
    { numRuns: 200 },
  );
}, 30_000);
