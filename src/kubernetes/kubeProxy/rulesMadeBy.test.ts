import { expect, test } from "vitest";
import type { ObjectRef } from "../objects/objectRef";
import { shopCluster } from "../testing/shopCluster";
import { generateRuleset } from "./generateRuleset";

const CART: ObjectRef = { kind: "Service", namespace: "shop", name: "cart" };

function made(object: ObjectRef, version = "1.30"): readonly string[] {
  const cluster = shopCluster({ type: "LoadBalancer", externalIPs: ["198.51.100.3"] });
  const settings = { ...cluster.settings.proxy, version };
  return generateRuleset(cluster, "one", { settings })
    .rulesMadeBy(object)
    .map(({ chain, ruleNumber, origin }) => `${chain}:${ruleNumber} ${origin.field}`);
}

test("a Service makes all that is about it, its endpoints' rules too", () => {
  expect(made(CART)).toEqual([
    "KUBE-EXT-I5LIAMPLWKMBJ54B:1 spec.externalTrafficPolicy",
    "KUBE-EXT-I5LIAMPLWKMBJ54B:2 spec.externalTrafficPolicy",
    "KUBE-SEP-27VOFYQ7SVOL37XI:1 status.podIP",
    "KUBE-SEP-27VOFYQ7SVOL37XI:2 status.podIP",
    "KUBE-SEP-RGUBNRU4H6ZWUU66:1 status.podIP",
    "KUBE-SEP-RGUBNRU4H6ZWUU66:2 status.podIP",
    "KUBE-SERVICES:1 spec.clusterIP",
    "KUBE-SERVICES:2 spec.externalIPs",
    "KUBE-SVC-I5LIAMPLWKMBJ54B:1 spec.clusterIP",
    "KUBE-SVC-I5LIAMPLWKMBJ54B:2 status.podIP",
    "KUBE-SVC-I5LIAMPLWKMBJ54B:3 status.podIP",
  ]);
});

test("a pod makes the rules that lead to it", () => {
  expect(made({ kind: "Pod", namespace: "shop", name: "cart-2" })).toEqual([
    "KUBE-SEP-RGUBNRU4H6ZWUU66:1 status.podIP",
    "KUBE-SEP-RGUBNRU4H6ZWUU66:2 status.podIP",
    "KUBE-SVC-I5LIAMPLWKMBJ54B:3 status.podIP",
  ]);
});

test("the kubelet's rules are its own", () => {
  expect(made({ kind: "Settings", namespace: undefined, name: "kubelet" }, "1.24")).toEqual([
    "INPUT:3 ",
    "OUTPUT:2 ",
    "KUBE-FIREWALL:1 iptablesDropBit",
    "KUBE-FIREWALL:2 ",
    "KUBE-MARK-DROP:1 iptablesDropBit",
  ]);
});

test("an object that is not there makes none", () => {
  expect(made({ ...CART, name: "card" })).toEqual([]);
});
