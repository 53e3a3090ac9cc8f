import { describe, expect, test } from "vitest";
import { DEFAULT_PROXY_SETTINGS, type ProxySettings } from "../objects/proxySettings";
import { shopCluster } from "../testing/shopCluster";
import { generateRuleset } from "./generateRuleset";

describe("settings", () => {
  const withSettings = (settings: Partial<ProxySettings>) =>
    generateRuleset(shopCluster(), "one", { settings: { ...DEFAULT_PROXY_SETTINGS, ...settings } });

  test("masqueradeBit moves the mark", () => {
    expect(withSettings({ masqueradeBit: 31 }).text).toContain("--set-xmark 0x80000000/0x80000000");
  });

  test("masqueradeAll marks every packet to a cluster IP", () => {
    expect(withSettings({ masqueradeAll: true }).text).toContain(
      '-A KUBE-SVC-I5LIAMPLWKMBJ54B -d 10.96.7.7/32 -p tcp -m comment --comment "shop/cart:http cluster IP" -m tcp --dport 80 -j KUBE-MARK-MASQ',
    );
  });

  test("mode NodeCIDR takes the node's own pod range for local", () => {
    expect(withSettings({ detectLocalMode: "NodeCIDR" }).text).toContain("! -s 10.244.1.0/24");
  });

  test.each([
    { podCIDR: "fd00:244:1::/64", ipFamily: "IPv6", says: "! -s fd00:244:1::/64", isSaid: true },
    { podCIDR: "fd00:244:1::/64", ipFamily: "IPv4", says: "KUBE-MARK-MASQ", isSaid: false },
    { podCIDR: "10.244.1.0/24", ipFamily: "IPv6", says: "KUBE-MARK-MASQ", isSaid: false },
  ] as const)(
    "mode NodeCIDR with the pod range $podCIDR tells local traffic of its own family alone, asked for $ipFamily",
    ({ podCIDR, ipFamily, says, isSaid }) => {
      const shop = shopCluster({ otherClusterIPs: ["fd00:96::7"] });
      const nodes = shop.nodes.map((node) => ({ ...node, podCIDR }));
      const pods = shop.pods.map((pod, index) => ({
        ...pod,
        otherAddresses: [`fd00:244:1::${index + 5}`],
      }));
      const settings = {
        ...DEFAULT_PROXY_SETTINGS,
        detectLocalMode: "NodeCIDR",
        ipFamily,
      } as const;
      const { text } = generateRuleset({ ...shop, nodes, pods }, "one", { settings });
      const toClusterIP = text.split("\n").filter((line) => line.startsWith("-A KUBE-SVC-"));
      expect(toClusterIP.length).toBeGreaterThan(0);
      expect(toClusterIP.some((line) => line.includes(says))).toBe(isSaid);
    },
  );

  test("without localhost node ports the firewall chain is empty and 127.0.0.0/8 is left out", () => {
    const { proxyText } = withSettings({ localhostNodePorts: false });
    expect(proxyText).not.toContain("-A KUBE-FIREWALL");
    expect(proxyText).toContain("! -d 127.0.0.0/8");
  });

  test.each([
    { mode: "BridgeInterface", settings: { bridgeInterface: "cbr0" }, test: "! -i cbr0" },
    { mode: "InterfaceNamePrefix", settings: { interfaceNamePrefix: "cali" }, test: "! -i cali+" },
  ] as const)(
    "mode $mode knows local pods by their interface",
    ({ mode, settings, test: text }) => {
      expect(withSettings({ detectLocalMode: mode, ...settings }).text).toContain(text);
    },
  );

  test("mode none masquerades nothing on the way to a cluster IP", () => {
    const { text } = withSettings({ detectLocalMode: "none" });
    expect(text).not.toMatch(/-A KUBE-SVC-\w+ .*KUBE-MARK-MASQ/);
  });

  test("nodePortAddresses limits node ports to the node's addresses among them", () => {
    const { text } = withSettings({ nodePortAddresses: ["192.168.1.0/24"] });
    expect(text).toMatch(/-A KUBE-SERVICES -d 192\.168\.1\.21\/32 .* -j KUBE-NODEPORTS/);
    expect(text).not.toContain("--dst-type LOCAL -j KUBE-NODEPORTS");
  });

  test.each([
    { settings: { version: "1.17.2" }, says: "1.17.2 is not built yet" },
    { settings: { version: "1.17.2" }, says: "1.30, 1.34 (from its source)" },
    { settings: { mode: "ipvs" } as const, says: "ipvs is not built yet" },
  ])("$says, and no rules are written instead", ({ settings, says }) => {
    const { text, problems } = withSettings(settings);
    expect(text).toBe("");
    expect(problems[0]?.reason).toContain(says);
  });
});
