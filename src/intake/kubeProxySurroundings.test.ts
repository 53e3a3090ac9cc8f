import { expect, test } from "vitest";
import { parseRuleset } from "@/engine";
import { kubeProxySurroundings, surround } from "./kubeProxySurroundings";

const FRAGMENT = [
  "$ sudo iptables-save | grep default/web",
  "-A KUBE-NODEPORTS -p tcp -m tcp --dport 30136 -j KUBE-SVC-A",
  "-A KUBE-SERVICES -d 10.98.128.179/32 -p tcp -m tcp --dport 80 -j KUBE-SVC-A",
  "-A KUBE-SVC-A -j KUBE-SEP-A",
  "-A KUBE-SEP-A -s 10.244.0.115/32 -j KUBE-MARK-MASQ",
  "-A KUBE-SEP-A -p tcp -m tcp -j DNAT --to-destination 10.244.0.115:80",
].join("\n");

const of = (text: string) => kubeProxySurroundings(parseRuleset(text).ruleset);

test("a fragment gets base chains, the jumps into it, and what marks and masquerades", () => {
  expect(of(FRAGMENT)).toEqual({
    before: [
      ":PREROUTING ACCEPT [0:0]",
      ":INPUT ACCEPT [0:0]",
      ":OUTPUT ACCEPT [0:0]",
      ":POSTROUTING ACCEPT [0:0]",
      '-A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
      '-A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
      '-A POSTROUTING -m comment --comment "kubernetes postrouting rules" -j KUBE-POSTROUTING',
    ],
    behind: [
      "-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS",
      "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000",
      "-A KUBE-POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE",
    ],
  });
});

test("surrounded, the fragment lacks nothing and is otherwise what was pasted", () => {
  const surroundings = of(FRAGMENT);
  if (surroundings === undefined) throw new Error("a fragment has surroundings");
  const text = surround(FRAGMENT, surroundings);
  expect(text).toContain(FRAGMENT);
  const { ruleset, diagnostics } = parseRuleset(text);
  expect(diagnostics).toEqual([]);
  expect(ruleset.table("nat")?.chain("KUBE-SERVICES")?.length).toBe(2);
  expect(kubeProxySurroundings(ruleset)).toBeUndefined();
});

test("jumps that the fragment shows are not added again", () => {
  const shown = `${FRAGMENT}\n[1:60] -A PREROUTING -j KUBE-SERVICES`;
  expect(of(shown)?.before.filter((line) => line.includes("-A PREROUTING"))).toEqual([]);
});

test("a whole dump and rules that are not kube-proxy's get none", () => {
  expect(of(`*nat\n:PREROUTING ACCEPT [0:0]\n${FRAGMENT}\nCOMMIT`)).toBeUndefined();
  expect(of("-A POSTROUTING -s 10.0.0.0/8 -j MASQUERADE")).toBeUndefined();
});
