import { pastedFragment } from "./pastedFragment";
import type { Scenario } from "./scenario";
import { firstPacket } from "./threeNodes";

const NAME = '-m comment --comment "default/k8s-nginx-cluster:"';
const DNAT = `-p tcp ${NAME} -m tcp -j DNAT --to-destination`;

/** Three cuts out of one node, taken at different times: they do not fit together, and the walk says so. */
const RULES = [
  "$ sudo iptables-save -t nat | grep nginx-cluster | grep DNAT",
  `-A KUBE-SEP-7MBJVYFMXTKOJUKD ${DNAT} 10.244.0.88:80`,
  `-A KUBE-SEP-ARZAHNE3T3EMMTGB ${DNAT} 10.244.0.90:80`,
  `-A KUBE-SEP-O3CWA7STMVCKFPRY ${DNAT} 10.244.0.89:80`,
  "$ sudo iptables-save -c | grep KUBE-SERVICES",
  ":KUBE-SERVICES - [0:0]",
  '[2376:171145] -A PREROUTING -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  '[3706:223392] -A OUTPUT -m comment --comment "kubernetes service portals" -j KUBE-SERVICES',
  "...",
  "$ sudo iptables-save | grep k8s-nginx-cluster",
  '-A KUBE-SERVICES -d 10.98.51.150/32 -p tcp -m comment --comment "default/k8s-nginx-cluster: cluster IP" -m tcp --dport 80 -j KUBE-SVC-3FL7SSXCKTCXAYCR',
  `-A KUBE-SVC-3FL7SSXCKTCXAYCR ${NAME} -m statistic --mode random --probability 0.33332999982 -j KUBE-SEP-POVAFWTN5ECIRK7J`,
  `-A KUBE-SVC-3FL7SSXCKTCXAYCR ${NAME} -m statistic --mode random --probability 0.50000000000 -j KUBE-SEP-AQWRPA7WRPWQAWLR`,
  `-A KUBE-SVC-3FL7SSXCKTCXAYCR ${NAME} -j KUBE-SEP-XPSDT7KEI65EZ2WI`,
  "",
].join("\n");

/** A walk that cannot be finished, because what was pasted does not hold the chain it leads to. */
export const fragmentClusterIp: Scenario = {
  id: "fragment-cluster-ip",
  topic: "pasted",
  summary: "Cuts of several moments: the chain that the packet comes to was not among them.",
  document: {
    title: "Pasted: a ClusterIP with chains missing",
    notes: [
      "From the node itself the packet meets OUTPUT, KUBE-SERVICES and the Service's chain.",
      "The pod's chain it is sent to was not printed: the DNAT rules shown are of other endpoints.",
      "Chainwalk does not guess: the hop is undecided, and it says which chain is missing.",
    ],
    source: pastedFragment(RULES, [
      { name: "nginx-88", address: "10.244.0.88" },
      { name: "nginx-89", address: "10.244.0.89" },
      { name: "nginx-90", address: "10.244.0.90" },
    ]),
    packet: firstPacket({ from: "vortex-dev", to: "10.98.51.150", port: 80, sourcePort: 40112 }),
    seed: 2,
  },
  expect: {
    matched: [
      "vortex-dev nat OUTPUT:1 KUBE-SERVICES",
      "vortex-dev nat KUBE-SERVICES:1 KUBE-SVC-3FL7SSXCKTCXAYCR",
      "vortex-dev nat KUBE-SVC-3FL7SSXCKTCXAYCR:2 KUBE-SEP-AQWRPA7WRPWQAWLR",
    ],
    outcome: "undecided KUBE-SEP-AQWRPA7WRPWQAWLR",
    seen: undefined,
    answer: undefined,
  },
};
