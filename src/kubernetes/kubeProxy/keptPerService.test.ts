import { expect, test } from "vitest";
import type { Cluster } from "../objects/cluster";
import { shopCluster } from "../testing/shopCluster";
import { generateRuleset } from "./generateRuleset";
import { recentlyUsed } from "./recentlyUsed";

function changed(cluster: Cluster): readonly Cluster[] {
  const [cart] = cluster.services;
  const [first, second] = cluster.pods;
  const [one, ...others] = cluster.nodes;
  if (cart === undefined || first === undefined || second === undefined || one === undefined) {
    throw new Error("a Service, two pods and a node are expected");
  }
  const { settings } = cluster;
  return [
    { ...cluster, services: [{ ...cart, externalIPs: ["198.51.100.3"] }] },
    { ...cluster, pods: [first] },
    { ...cluster, pods: [first, { ...second, isReady: false }] },
    { ...cluster, pods: [first, { ...second, nodeName: "one" }] },
    { ...cluster, services: [{ ...cart, internalTrafficPolicy: "Local" }] },
    { ...cluster, nodes: [{ ...one, labels: { zone: "a" } }, ...others] },
    { ...cluster, settings: { ...settings, proxy: { ...settings.proxy, masqueradeBit: 3 } } },
    { ...cluster, settings: { ...settings, proxy: { ...settings.proxy, version: "1.20" } } },
    cluster,
  ];
}

test("what is kept never shows in the rules: each change gives what a new cluster would give", () => {
  const cluster = shopCluster({ type: "NodePort" });
  generateRuleset(cluster, "one").restore;
  for (const next of changed(cluster)) {
    const kept = generateRuleset(next, "one");
    const anew = generateRuleset(structuredClone(next), "one");
    expect(kept.restore).toBe(anew.restore);
    expect(kept.text).toBe(anew.text);
    expect(generateRuleset(next, "two").text).toBe(
      generateRuleset(structuredClone(next), "two").text,
    );
  }
});

test("only what was used last is kept", () => {
  let made = 0;
  const numberOf = recentlyUsed(2, () => {
    made += 1;
    return made;
  });
  expect(["a", "b", "a", "c", "a", "b"].map(numberOf)).toEqual([1, 2, 1, 3, 1, 4]);
});
