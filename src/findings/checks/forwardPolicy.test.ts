import { expect, test } from "vitest";
import { shortFindings } from "../testing/findIn";
import { forwardPolicy } from "./forwardPolicy";

const KUBE = [
  ...[
    ":KUBE-FORWARD",
    ":KUBE-SERVICES",
    ":A",
    "FORWARD -j KUBE-FORWARD",
    "FORWARD -j KUBE-SERVICES",
  ],
  "KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP",
  "KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT",
  "KUBE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
];
const NAT = [
  ":KUBE-MARK-MASQ",
  ":KUBE-SERVICES",
  "OUTPUT -j KUBE-SERVICES",
  "KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000",
];
const DOCKER = [
  "FORWARD -i docker0 ! -o docker0 -j ACCEPT",
  "FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
];

test.each([
  { name: "policy ACCEPT", filter: KUBE, found: [] },
  {
    name: "policy DROP and nothing else",
    filter: ["FORWARD DROP", ...KUBE],
    found: ["warning filter FORWARD"],
  },
  {
    name: "policy DROP and Docker's rules",
    filter: ["FORWARD DROP", ...KUBE, ...DOCKER],
    found: ["warning filter FORWARD"],
  },
  {
    name: "Flannel accepts the pods",
    filter: ["FORWARD DROP", ...KUBE, "FORWARD -s 10.244.0.0/16 -j ACCEPT"],
    found: [],
  },
  {
    name: "Calico accepts what it marked",
    filter: ["FORWARD DROP", ...KUBE, "FORWARD -m mark --mark 0x10000/0x10000 -j ACCEPT"],
    found: [],
  },
  {
    name: "in a chain of its own",
    filter: ["FORWARD DROP", ...KUBE, "FORWARD -j A", "A -o cni0 -j ACCEPT"],
    found: [],
  },
  {
    name: "a rule that is not known",
    filter: ["FORWARD DROP", ...KUBE, "FORWARD -m nonsense --x -j ACCEPT"],
    found: [],
  },
  {
    name: "a last rule that drops all",
    filter: [...KUBE, "FORWARD -j DROP"],
    found: ["warning filter FORWARD 3"],
  },
  {
    name: "a last rule that refuses all",
    filter: [...KUBE, "FORWARD -j REJECT --reject-with icmp-host-prohibited"],
    found: ["warning filter FORWARD 3"],
  },
  {
    name: "a last rule behind one that accepts pods",
    filter: [...KUBE, "FORWARD -s 10.244.0.0/16 -j ACCEPT", "FORWARD -j DROP"],
    found: [],
  },
  {
    name: "a rule that accepts pods too late",
    filter: [...KUBE, "FORWARD -j DROP", "FORWARD -s 10.244.0.0/16 -j ACCEPT"],
    found: ["warning filter FORWARD 3"],
  },
  {
    name: "a rule that drops some",
    filter: [...KUBE, "FORWARD -s 10.9.0.0/16 -j DROP"],
    found: [],
  },
  { name: "no Kubernetes", filter: ["FORWARD DROP", ...DOCKER], nat: [], found: [] },
])("$name: $found", ({ filter, nat = NAT, found }) => {
  expect(shortFindings(forwardPolicy, { filter, nat })).toEqual(found);
});
