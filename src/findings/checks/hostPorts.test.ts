import { expect, test } from "vitest";
import { findIn, shortFindings } from "../testing/findIn";
import { hostPorts } from "./hostPorts";

const FIXED = [
  ":CNI-HOSTPORT-DNAT",
  ":CNI-DN-a",
  ":KUBE-SERVICES",
  ":KUBE-NODEPORTS",
  ":KUBE-SVC-AAAAAAAAAAAAAAAA",
  ":DOCKER",
];
const HOST_PORT = "PREROUTING -m addrtype --dst-type LOCAL -j CNI-HOSTPORT-DNAT";
const ANYWHERE = "PREROUTING -j CNI-HOSTPORT-DNAT";
const SERVICES = "PREROUTING -j KUBE-SERVICES";
const mapped = (port: number) =>
  `CNI-HOSTPORT-DNAT -p tcp -m multiport --dports ${port} -j CNI-DN-a`;
const NODE_PORT = "KUBE-NODEPORTS -p tcp -m tcp --dport 30080 -j KUBE-SVC-AAAAAAAAAAAAAAAA";
const SERVICE =
  "KUBE-SERVICES -d 10.96.0.1/32 -p tcp -m tcp --dport 443 -j KUBE-SVC-AAAAAAAAAAAAAAAA";

test.each([
  {
    name: "behind the Services",
    rules: [SERVICES, HOST_PORT, mapped(30080), NODE_PORT],
    found: [],
  },
  {
    name: "before them, with a port of theirs",
    rules: [HOST_PORT, SERVICES, mapped(30080), NODE_PORT],
    found: ["warning nat PREROUTING 1"],
  },
  {
    name: "before them, with other ports",
    rules: [HOST_PORT, SERVICES, mapped(8080), NODE_PORT],
    found: ["note nat PREROUTING 1"],
  },
  {
    name: "for the node's addresses only",
    rules: [HOST_PORT, SERVICES, mapped(443), SERVICE],
    found: ["note nat PREROUTING 1"],
  },
  {
    name: "for any address",
    rules: [ANYWHERE, SERVICES, mapped(443), SERVICE],
    found: ["warning nat PREROUTING 1"],
  },
  {
    name: "Docker with other ports",
    rules: [
      "PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
      SERVICES,
      "DOCKER ! -i docker0 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80",
      NODE_PORT,
    ],
    found: [],
  },
  { name: "no Services", rules: [HOST_PORT, mapped(8080)], found: [] },
])("$name: $found", ({ rules, found }) => {
  expect(shortFindings(hostPorts, { nat: [...FIXED, ...rules] })).toEqual(found);
});

test("the ports are named", () => {
  const nat = [...FIXED, HOST_PORT, SERVICES, mapped(30080), NODE_PORT];
  expect(findIn(hostPorts, { nat })[0]?.title).toBe(
    "CNI-HOSTPORT-DNAT takes tcp 30080 before kube-proxy is asked",
  );
});
