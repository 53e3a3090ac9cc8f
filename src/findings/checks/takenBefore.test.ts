import { expect, test } from "vitest";
import { findIn, shortFindings } from "../testing/findIn";
import { takenBefore } from "./takenBefore";

const SVC = "KUBE-SVC-AAAAAAAAAAAAAAAA";
const SERVICES = [
  ...[":KUBE-SERVICES", ":KUBE-NODEPORTS", `:${SVC}`],
  `KUBE-SERVICES -d 10.96.0.1/32 -p tcp -m comment --comment "shop/web:http cluster IP" -m tcp --dport 80 -j ${SVC}`,
  "KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS",
  `KUBE-NODEPORTS -p tcp -m comment --comment "shop/web:http" -m tcp --dport 30080 -j ${SVC}`,
];
const JUMP = "PREROUTING -j KUBE-SERVICES";
const WARNED = ["warning nat PREROUTING 1"];

test.each([
  { rule: "-s 10.0.0.0/8 -j ACCEPT", found: WARNED },
  { rule: "-d 10.96.0.0/12 -j RETURN", found: WARNED },
  { rule: "-d 10.97.0.0/16 -j RETURN", found: [] },
  { rule: "! -d 10.96.0.0/12 -j ACCEPT", found: [] },
  { rule: "! -d 10.97.0.0/16 -j ACCEPT", found: WARNED },
  { rule: "-p tcp --dport 30080 -j DNAT --to-destination 10.9.9.9", found: WARNED },
  { rule: "-p tcp --dport 8080 -j DNAT --to-destination 10.9.9.9", found: [] },
  { rule: "-p udp -j REDIRECT", found: [] },
  { rule: "-p tcp -m multiport --dports 79:81 -j REDIRECT", found: WARNED },
  { rule: "-p tcp -m multiport ! --dports 80,30080 -j REDIRECT", found: [] },
  { rule: "-p tcp --dport 80 -m addrtype --dst-type LOCAL -j REDIRECT", found: [] },
  { rule: "-p tcp --dport 30080 -m addrtype --dst-type LOCAL -j REDIRECT", found: WARNED },
  { rule: "-p tcp --dport 80 -m addrtype ! --dst-type LOCAL -j REDIRECT", found: WARNED },
  { rule: "-m mark --mark 0x1 -j ACCEPT", found: [] },
  { rule: "-i lo -j ACCEPT", found: [] },
  { rule: "-p tcp -j LOG", found: [] },
])("before the Services $rule: $found", ({ rule, found }) => {
  const nat = [...SERVICES, `PREROUTING ${rule}`, JUMP];
  expect(shortFindings(takenBefore, { nat })).toEqual(found);
});

test("behind the jump to the Services nothing is taken from them", () => {
  const nat = [...SERVICES, JUMP, "PREROUTING -s 10.0.0.0/8 -j ACCEPT"];
  expect(shortFindings(takenBefore, { nat })).toEqual([]);
});

test("the Service is named", () => {
  const nat = [...SERVICES, "OUTPUT -d 10.96.0.1/32 -j ACCEPT", "OUTPUT -j KUBE-SERVICES"];
  expect(findIn(takenBefore, { nat })[0]?.title).toBe(
    "Rule 1 of OUTPUT takes packets for shop/web:http before kube-proxy is asked",
  );
});
