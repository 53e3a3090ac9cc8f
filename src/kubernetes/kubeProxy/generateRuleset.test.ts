import { describe, expect, test } from "vitest";
import { parseRuleset, type Ruleset } from "@/engine";
import type { Cluster } from "../objects/cluster";
import { dedent } from "../testing/dedent";
import { shopCluster } from "../testing/shopCluster";
import { SMALL_CLUSTERS } from "../testing/smallClusters";
import { generateRuleset } from "./generateRuleset";

const HTTP = {
  name: "http",
  protocol: "TCP",
  port: 80,
  targetPort: 8080,
  nodePort: 30070,
} as const;

function saveText(cluster: Cluster, nodeName = "one"): string {
  return generateRuleset(cluster, nodeName).proxyText;
}

/** The payload's rules that were made for Service shop/cart. */
function cartRules(cluster: Cluster, nodeName = "one"): string {
  const lines = generateRuleset(cluster, nodeName).restore.split("\n");
  const own = lines.filter((line) => /^-A .*(shop\/cart|I5LIAMPLWKMBJ54B)/.test(line));
  return `${own.join("\n")}\n`;
}

test("a NodePort with two endpoints gives these rules, as iptables-save prints them", () => {
  const expected = dedent(`
    *filter
    :INPUT ACCEPT [0:0]
    :FORWARD ACCEPT [0:0]
    :OUTPUT ACCEPT [0:0]
    :KUBE-EXTERNAL-SERVICES - [0:0]
    :KUBE-FIREWALL - [0:0]
    :KUBE-FORWARD - [0:0]
    :KUBE-NODEPORTS - [0:0]
    :KUBE-PROXY-CANARY - [0:0]
    :KUBE-PROXY-FIREWALL - [0:0]
    :KUBE-SERVICES - [0:0]
    -A INPUT -j KUBE-FIREWALL
    -A INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
    -A INPUT -m comment --comment "kubernetes health check service ports" -j KUBE-NODEPORTS
    -A INPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES
    -A FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
    -A FORWARD -m comment --comment "kubernetes forwarding rules" -j KUBE-FORWARD
    -A FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
    -A FORWARD -m conntrack --ctstate NEW -m comment --comment "kubernetes externally-visible service portals" -j KUBE-EXTERNAL-SERVICES
    -A OUTPUT -j KUBE-FIREWALL
    -A OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes load balancer firewall" -j KUBE-PROXY-FIREWALL
    -A OUTPUT -m conntrack --ctstate NEW -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
    -A KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment --comment "block incoming localnet connections" -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
    -A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
    -A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x4000/0x4000 -j ACCEPT
    -A KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    COMMIT
    *nat
    :PREROUTING ACCEPT [0:0]
    :INPUT ACCEPT [0:0]
    :OUTPUT ACCEPT [0:0]
    :POSTROUTING ACCEPT [0:0]
    :KUBE-EXT-I5LIAMPLWKMBJ54B - [0:0]
    :KUBE-MARK-MASQ - [0:0]
    :KUBE-NODEPORTS - [0:0]
    :KUBE-POSTROUTING - [0:0]
    :KUBE-PROXY-CANARY - [0:0]
    :KUBE-SEP-27VOFYQ7SVOL37XI - [0:0]
    :KUBE-SEP-RGUBNRU4H6ZWUU66 - [0:0]
    :KUBE-SERVICES - [0:0]
    :KUBE-SVC-I5LIAMPLWKMBJ54B - [0:0]
    -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
    -A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES
    -A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING
    -A KUBE-EXT-I5LIAMPLWKMBJ54B -m comment --comment "masquerade traffic for shop/cart:http external destinations" -j KUBE-MARK-MASQ
    -A KUBE-EXT-I5LIAMPLWKMBJ54B -j KUBE-SVC-I5LIAMPLWKMBJ54B
    -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000
    -A KUBE-NODEPORTS -p tcp -m comment --comment "shop/cart:http" -m tcp --dport 30070 -j KUBE-EXT-I5LIAMPLWKMBJ54B
    -A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN
    -A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0
    -A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully
    -A KUBE-SEP-27VOFYQ7SVOL37XI -s 10.244.1.5/32 -m comment --comment "shop/cart:http" -j KUBE-MARK-MASQ
    -A KUBE-SEP-27VOFYQ7SVOL37XI -p tcp -m comment --comment "shop/cart:http" -m tcp -j DNAT --to-destination 10.244.1.5:8080
    -A KUBE-SEP-RGUBNRU4H6ZWUU66 -s 10.244.2.5/32 -m comment --comment "shop/cart:http" -j KUBE-MARK-MASQ
    -A KUBE-SEP-RGUBNRU4H6ZWUU66 -p tcp -m comment --comment "shop/cart:http" -m tcp -j DNAT --to-destination 10.244.2.5:8080
    -A KUBE-SERVICES -d 10.96.7.7/32 -p tcp -m comment --comment "shop/cart:http cluster IP" -m tcp --dport 80 -j KUBE-SVC-I5LIAMPLWKMBJ54B
    -A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
    -A KUBE-SVC-I5LIAMPLWKMBJ54B ! -s 10.244.0.0/16 -d 10.96.7.7/32 -p tcp -m comment --comment "shop/cart:http cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.1.5:8080" -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-27VOFYQ7SVOL37XI
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.2.5:8080" -j KUBE-SEP-RGUBNRU4H6ZWUU66
    COMMIT
  `);
  expect(saveText(shopCluster({ type: "NodePort", ports: [HTTP] }))).toBe(expected);
});

test("a ClusterIP gives this payload, in the order in which kube-proxy writes it", () => {
  const expected = dedent(`
    *filter
    :KUBE-SERVICES - [0:0]
    :KUBE-EXTERNAL-SERVICES - [0:0]
    :KUBE-FORWARD - [0:0]
    :KUBE-NODEPORTS - [0:0]
    :KUBE-PROXY-FIREWALL - [0:0]
    :KUBE-FIREWALL - [0:0]
    -A KUBE-FIREWALL -m comment --comment "block incoming localnet connections" -d 127.0.0.0/8 ! -s 127.0.0.0/8 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP
    -A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP
    -A KUBE-FORWARD -m comment --comment "kubernetes forwarding rules" -m mark --mark 0x00004000/0x00004000 -j ACCEPT
    -A KUBE-FORWARD -m comment --comment "kubernetes forwarding conntrack rule" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
    COMMIT
    *nat
    :KUBE-SERVICES - [0:0]
    :KUBE-NODEPORTS - [0:0]
    :KUBE-POSTROUTING - [0:0]
    :KUBE-MARK-MASQ - [0:0]
    :KUBE-SVC-I5LIAMPLWKMBJ54B - [0:0]
    :KUBE-SEP-27VOFYQ7SVOL37XI - [0:0]
    :KUBE-SEP-RGUBNRU4H6ZWUU66 - [0:0]
    -A KUBE-POSTROUTING -m mark ! --mark 0x00004000/0x00004000 -j RETURN
    -A KUBE-POSTROUTING -j MARK --xor-mark 0x00004000
    -A KUBE-POSTROUTING -m comment --comment "kubernetes service traffic requiring SNAT" -j MASQUERADE --random-fully
    -A KUBE-MARK-MASQ -j MARK --or-mark 0x00004000
    -A KUBE-SERVICES -m comment --comment "shop/cart:http cluster IP" -m tcp -p tcp -d 10.96.7.7 --dport 80 -j KUBE-SVC-I5LIAMPLWKMBJ54B
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http cluster IP" -m tcp -p tcp -d 10.96.7.7 --dport 80 ! -s 10.244.0.0/16 -j KUBE-MARK-MASQ
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.1.5:8080" -m statistic --mode random --probability 0.5000000000 -j KUBE-SEP-27VOFYQ7SVOL37XI
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.2.5:8080" -j KUBE-SEP-RGUBNRU4H6ZWUU66
    -A KUBE-SEP-27VOFYQ7SVOL37XI -m comment --comment shop/cart:http -s 10.244.1.5 -j KUBE-MARK-MASQ
    -A KUBE-SEP-27VOFYQ7SVOL37XI -m comment --comment shop/cart:http -m tcp -p tcp -j DNAT --to-destination 10.244.1.5:8080
    -A KUBE-SEP-RGUBNRU4H6ZWUU66 -m comment --comment shop/cart:http -s 10.244.2.5 -j KUBE-MARK-MASQ
    -A KUBE-SEP-RGUBNRU4H6ZWUU66 -m comment --comment shop/cart:http -m tcp -p tcp -j DNAT --to-destination 10.244.2.5:8080
    -A KUBE-SERVICES -m comment --comment "kubernetes service nodeports; NOTE: this must be the last rule in this chain" -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS
    COMMIT
  `);
  expect(generateRuleset(shopCluster(), "one").restore).toBe(expected);
});

test("a Service without endpoints is refused in filter and has no rules in nat", () => {
  const cluster = { ...shopCluster({ type: "NodePort", ports: [HTTP] }), pods: [] };
  const expected = dedent(`
    -A KUBE-SERVICES -m comment --comment "shop/cart:http has no endpoints" -m tcp -p tcp -d 10.96.7.7 --dport 80 -j REJECT
    -A KUBE-EXTERNAL-SERVICES -m comment --comment "shop/cart:http has no endpoints" -m addrtype --dst-type LOCAL -m tcp -p tcp --dport 30070 -j REJECT
  `);
  expect(cartRules(cluster)).toBe(expected);
});

test("policy Local keeps outside traffic on the node, but lets pods and the node use every endpoint", () => {
  const cluster = shopCluster({
    type: "NodePort",
    ports: [HTTP],
    externalTrafficPolicy: "Local",
  });
  const expected = dedent(`
    -A KUBE-SERVICES -m comment --comment "shop/cart:http cluster IP" -m tcp -p tcp -d 10.96.7.7 --dport 80 -j KUBE-SVC-I5LIAMPLWKMBJ54B
    -A KUBE-NODEPORTS -m comment --comment shop/cart:http -m tcp -p tcp --dport 30070 -j KUBE-EXT-I5LIAMPLWKMBJ54B
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http cluster IP" -m tcp -p tcp -d 10.96.7.7 --dport 80 ! -s 10.244.0.0/16 -j KUBE-MARK-MASQ
    -A KUBE-EXT-I5LIAMPLWKMBJ54B -m comment --comment "pod traffic for shop/cart:http external destinations" -s 10.244.0.0/16 -j KUBE-SVC-I5LIAMPLWKMBJ54B
    -A KUBE-EXT-I5LIAMPLWKMBJ54B -m comment --comment "masquerade LOCAL traffic for shop/cart:http external destinations" -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ
    -A KUBE-EXT-I5LIAMPLWKMBJ54B -m comment --comment "route LOCAL traffic for shop/cart:http external destinations" -m addrtype --src-type LOCAL -j KUBE-SVC-I5LIAMPLWKMBJ54B
    -A KUBE-EXT-I5LIAMPLWKMBJ54B -j KUBE-SVL-I5LIAMPLWKMBJ54B
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.1.5:8080" -m statistic --mode random --probability 0.5000000000 -j KUBE-SEP-27VOFYQ7SVOL37XI
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.2.5:8080" -j KUBE-SEP-RGUBNRU4H6ZWUU66
    -A KUBE-SVL-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.1.5:8080" -j KUBE-SEP-27VOFYQ7SVOL37XI
    -A KUBE-SEP-27VOFYQ7SVOL37XI -m comment --comment shop/cart:http -s 10.244.1.5 -j KUBE-MARK-MASQ
    -A KUBE-SEP-27VOFYQ7SVOL37XI -m comment --comment shop/cart:http -m tcp -p tcp -j DNAT --to-destination 10.244.1.5:8080
    -A KUBE-SEP-RGUBNRU4H6ZWUU66 -m comment --comment shop/cart:http -s 10.244.2.5 -j KUBE-MARK-MASQ
    -A KUBE-SEP-RGUBNRU4H6ZWUU66 -m comment --comment shop/cart:http -m tcp -p tcp -j DNAT --to-destination 10.244.2.5:8080
  `);
  expect(cartRules(cluster)).toBe(expected);
});

test("affinity remembers clients in lists, and source ranges get a firewall chain", () => {
  const cluster = shopCluster({
    type: "LoadBalancer",
    ports: [HTTP],
    clientIPAffinitySeconds: 600,
    loadBalancerIngress: [{ ip: "198.51.100.9", ipMode: "VIP" }],
    loadBalancerSourceRanges: ["203.0.113.0/24"],
  });
  const expected = dedent(`
    -A KUBE-PROXY-FIREWALL -m comment --comment "shop/cart:http traffic not accepted by KUBE-FW-I5LIAMPLWKMBJ54B" -m tcp -p tcp -d 198.51.100.9 --dport 80 -j DROP
    -A KUBE-SERVICES -m comment --comment "shop/cart:http cluster IP" -m tcp -p tcp -d 10.96.7.7 --dport 80 -j KUBE-SVC-I5LIAMPLWKMBJ54B
    -A KUBE-SERVICES -m comment --comment "shop/cart:http loadbalancer IP" -m tcp -p tcp -d 198.51.100.9 --dport 80 -j KUBE-FW-I5LIAMPLWKMBJ54B
    -A KUBE-NODEPORTS -m comment --comment shop/cart:http -m tcp -p tcp --dport 30070 -j KUBE-EXT-I5LIAMPLWKMBJ54B
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http cluster IP" -m tcp -p tcp -d 10.96.7.7 --dport 80 ! -s 10.244.0.0/16 -j KUBE-MARK-MASQ
    -A KUBE-EXT-I5LIAMPLWKMBJ54B -m comment --comment "masquerade traffic for shop/cart:http external destinations" -j KUBE-MARK-MASQ
    -A KUBE-EXT-I5LIAMPLWKMBJ54B -j KUBE-SVC-I5LIAMPLWKMBJ54B
    -A KUBE-FW-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http loadbalancer IP" -s 203.0.113.0/24 -j KUBE-EXT-I5LIAMPLWKMBJ54B
    -A KUBE-FW-I5LIAMPLWKMBJ54B -m comment --comment "other traffic to shop/cart:http will be dropped by KUBE-PROXY-FIREWALL"
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.1.5:8080" -m recent --name KUBE-SEP-27VOFYQ7SVOL37XI --rcheck --seconds 600 --reap -j KUBE-SEP-27VOFYQ7SVOL37XI
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.2.5:8080" -m recent --name KUBE-SEP-RGUBNRU4H6ZWUU66 --rcheck --seconds 600 --reap -j KUBE-SEP-RGUBNRU4H6ZWUU66
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.1.5:8080" -m statistic --mode random --probability 0.5000000000 -j KUBE-SEP-27VOFYQ7SVOL37XI
    -A KUBE-SVC-I5LIAMPLWKMBJ54B -m comment --comment "shop/cart:http -> 10.244.2.5:8080" -j KUBE-SEP-RGUBNRU4H6ZWUU66
    -A KUBE-SEP-27VOFYQ7SVOL37XI -m comment --comment shop/cart:http -s 10.244.1.5 -j KUBE-MARK-MASQ
    -A KUBE-SEP-27VOFYQ7SVOL37XI -m comment --comment shop/cart:http -m recent --name KUBE-SEP-27VOFYQ7SVOL37XI --set -m tcp -p tcp -j DNAT --to-destination 10.244.1.5:8080
    -A KUBE-SEP-RGUBNRU4H6ZWUU66 -m comment --comment shop/cart:http -s 10.244.2.5 -j KUBE-MARK-MASQ
    -A KUBE-SEP-RGUBNRU4H6ZWUU66 -m comment --comment shop/cart:http -m recent --name KUBE-SEP-RGUBNRU4H6ZWUU66 --set -m tcp -p tcp -j DNAT --to-destination 10.244.2.5:8080
  `);
  expect(cartRules(cluster)).toBe(expected);
});

test("policy Local drops outside traffic on a node that has no endpoint of its own", () => {
  const cluster = shopCluster({
    type: "NodePort",
    ports: [HTTP],
    externalTrafficPolicy: "Local",
  });
  const onlyOne = { ...cluster, pods: cluster.pods.filter((pod) => pod.nodeName === "one") };
  const text = saveText(onlyOne, "two");
  expect(text).toContain(
    '-A KUBE-EXTERNAL-SERVICES -p tcp -m comment --comment "shop/cart:http has no local endpoints" -m addrtype --dst-type LOCAL -m tcp --dport 30070 -j DROP',
  );
  expect(text).not.toContain("KUBE-SVL-");
});

describe("where a rule comes from", () => {
  const generated = generateRuleset(shopCluster({ type: "NodePort", ports: [HTTP] }), "one");

  test.each([
    { chain: "KUBE-SERVICES", rule: 1, kind: "Service", name: "cart", field: "spec.clusterIP" },
    {
      chain: "KUBE-NODEPORTS",
      rule: 1,
      kind: "Service",
      name: "cart",
      field: "spec.ports[0].nodePort",
    },
    {
      chain: "KUBE-EXT-I5LIAMPLWKMBJ54B",
      rule: 1,
      kind: "Service",
      name: "cart",
      field: "spec.externalTrafficPolicy",
    },
    {
      chain: "KUBE-SEP-27VOFYQ7SVOL37XI",
      rule: 2,
      kind: "Pod",
      name: "cart-1",
      field: "status.podIP",
    },
    {
      chain: "KUBE-MARK-MASQ",
      rule: 1,
      kind: "Settings",
      name: "kube-proxy",
      field: "iptables.masqueradeBit",
    },
  ])("rule $rule of $chain is made by $field of $kind $name", ({ chain, rule, ...origin }) => {
    const made = generated.originOf("nat", chain, rule);
    expect({ kind: made?.object.kind, name: made?.object.name, field: made?.field }).toEqual(
      origin,
    );
  });

  test("a rule that is not there comes from nowhere", () => {
    expect(generated.originOf("nat", "KUBE-SERVICES", 99)).toBeUndefined();
  });

  test("every rule of the ruleset has an origin, and the same number of them", () => {
    for (const table of generated.ruleset.tables) {
      for (const { name, length } of table.chains) {
        if (table.name !== "nat" && table.name !== "filter") continue;
        expect(generated.originOf(table.name, name, length + 1)).toBeUndefined();
        if (length > 0) expect(generated.originOf(table.name, name, length)).toBeDefined();
      }
    }
  });
});

test("every jump leads to a chain, and every chain but the canaries and the hint is jumped to", () => {
  const { ruleset } = generateRuleset(shopCluster({ type: "NodePort", ports: [HTTP] }), "one");
  for (const table of ruleset.tables) {
    const targets = table.chains.flatMap((chain) =>
      Array.from({ length: chain.length }, (_, index) => chain.rule(index + 1).target),
    );
    const jumpedTo = new Set(
      targets.flatMap((target) =>
        target !== undefined && "chain" in target ? [target.chain] : [],
      ),
    );
    const users = table.chains.filter((chain) => chain.hook === undefined).map(({ name }) => name);
    expect(users.filter((name) => !jumpedTo.has(name))).toEqual([
      ...(table.name === "mangle" ? ["KUBE-IPTABLES-HINT"] : []),
      "KUBE-KUBELET-CANARY",
      "KUBE-PROXY-CANARY",
    ]);
    expect([...jumpedTo].filter((name) => !users.includes(name))).toEqual([]);
  }
});

/** A ruleset as plain data, the lines' numbers left out: the rules of the generator are of no text. */
function plain({ family, tables }: Ruleset) {
  return {
    family,
    tables: tables.map(({ name, chains }) => ({
      name,
      chains: chains.map((chain) => ({
        name: chain.name,
        hook: chain.hook,
        policy: chain.policy,
        counters: chain.counters,
        isDeclared: chain.isDeclared,
        rules: Array.from({ length: chain.length }, (_, place) => ({
          ...chain.rule(place + 1),
          line: 0,
        })),
      })),
    })),
  };
}

test.each(Object.keys(SMALL_CLUSTERS))(
  "the rules of %s are those that their text is read as",
  (name) => {
    const cluster = SMALL_CLUSTERS[name as keyof typeof SMALL_CLUSTERS];
    const { ruleset, text } = generateRuleset(cluster, "one");
    expect(plain(ruleset)).toEqual(plain(parseRuleset(text).ruleset));
  },
);
