import { expect, test } from "vitest";
import { tellingCommand } from "./tellingCommand";

test.each([
  ["addresses", "node", "ip addr"],
  ["interfaces", "node", "ip addr"],
  ["routes", "node", "ip route"],
  ["ipset", "quarantine", "ipset save"],
  ["missing-chain", "KUBE-SVC-A", "iptables-save"],
  ["policy", "FORWARD", "iptables-save"],
  ["other", "what the rule asks for besides (its interfaces)", "iptables-save"],
  ["owner", "who owns the sender", undefined],
  ["unknown-match", "geoip", undefined],
] as const)("%s are told by what %s lacks: %s", (kind, name, command) => {
  expect(tellingCommand({ kind, name }, "IPv4")?.name).toBe(command);
});

test("of IPv6 the same is printed by other commands", () => {
  const routes = tellingCommand({ kind: "routes", name: "node" }, "IPv6");
  expect(routes?.line).toContain("ip -6 route show table all");
  expect(routes?.line).toContain("ip -6 rule");
  expect(tellingCommand({ kind: "policy", name: "INPUT" }, "IPv6")?.line).toBe(
    "sudo ip6tables-save",
  );
});
