import { expect, test } from "vitest";
import { shortFindings } from "../testing/findIn";
import { serviceJumps } from "./serviceJumps";

const SERVICES = [
  ":KUBE-SERVICES",
  ":A",
  "KUBE-SERVICES -d 10.96.0.1/32 -p tcp -m tcp --dport 443 -j A",
  "A -j RETURN",
];
const IN = "PREROUTING -j KUBE-SERVICES";
const OUT = "OUTPUT -j KUBE-SERVICES";

test.each([
  { name: "both lead there", rules: [IN, OUT], found: [] },
  {
    name: "through another chain",
    rules: [":B", "PREROUTING -j B", "B -j KUBE-SERVICES", OUT],
    found: [],
  },
  { name: "only OUTPUT", rules: [OUT], found: ["warning nat PREROUTING"] },
  { name: "only PREROUTING", rules: [IN], found: ["warning nat OUTPUT"] },
  { name: "nobody, which is told of the chain", rules: ["OUTPUT -p tcp -j ACCEPT"], found: [] },
])("$name: $found", ({ rules, found }) => {
  expect(shortFindings(serviceJumps, { nat: [...SERVICES, ...rules] })).toEqual(found);
});

test("a part of a dump does not tell who leads there", () => {
  expect(shortFindings(serviceJumps, "*nat\n-A OUTPUT -j KUBE-SERVICES\nCOMMIT\n")).toEqual([]);
});
