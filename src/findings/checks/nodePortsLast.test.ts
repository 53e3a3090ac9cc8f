import { expect, test } from "vitest";
import { shortFindings } from "../testing/findIn";
import { nodePortsLast } from "./nodePortsLast";

const FIXED = [":KUBE-SERVICES", ":KUBE-NODEPORTS", ":A", "OUTPUT -j KUBE-SERVICES"];
const NODE_PORTS = "KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS";
const SERVICE = "KUBE-SERVICES -d 10.96.0.1/32 -p tcp -m tcp --dport 443 -j A";

test.each([
  { name: "last", rules: [SERVICE, NODE_PORTS], found: [] },
  {
    name: "two of them, one for each address",
    rules: [SERVICE, NODE_PORTS, NODE_PORTS],
    found: [],
  },
  {
    name: "before a Service",
    rules: [NODE_PORTS, SERVICE],
    found: ["warning nat KUBE-SERVICES 1"],
  },
  { name: "none", rules: [SERVICE], found: [] },
])("$name: $found", ({ rules, found }) => {
  expect(shortFindings(nodePortsLast, { nat: [...FIXED, ...rules] })).toEqual(found);
});
