import { expect, test } from "vitest";
import { shortFindings } from "../testing/findIn";
import { twoVersions } from "./twoVersions";

const XLB = "KUBE-XLB-AAAAAAAAAAAAAAAA";
const EXT = "KUBE-EXT-AAAAAAAAAAAAAAAA";
const SVC = "KUBE-SVC-AAAAAAAAAAAAAAAA";
const FIXED = [
  ":KUBE-SERVICES",
  ":KUBE-LOAD-BALANCER",
  `:${XLB}`,
  `:${EXT}`,
  `:${SVC}`,
  "OUTPUT -j KUBE-SERVICES",
];
const to = (chain: string, comment = "default/web:http cluster IP") =>
  `KUBE-SERVICES -d 10.96.0.1/32 -p tcp -m comment --comment "${comment}" -m tcp --dport 80 -j ${chain}`;

test.each([
  { name: "one version", rules: [to(SVC), to(EXT)], found: [] },
  { name: "KUBE-XLB beside KUBE-EXT", rules: [to(XLB), to(EXT)], found: [`warning nat ${XLB}`] },
  { name: "KUBE-XLB that nobody calls", rules: [to(EXT)], found: [] },
  {
    name: "names with a colon and without",
    rules: [to(SVC, "default/web: cluster IP"), to(SVC, "default/db cluster IP")],
    found: ["warning nat KUBE-SERVICES 1"],
  },
  {
    name: "a named port beside an unnamed one",
    rules: [to(SVC, "default/web:http cluster IP"), to(SVC, "default/db cluster IP")],
    found: [],
  },
  {
    name: "ipvs beside iptables",
    rules: [
      to(SVC),
      "KUBE-SERVICES -m set --match-set KUBE-LOAD-BALANCER dst,dst -j KUBE-LOAD-BALANCER",
    ],
    found: ["warning nat KUBE-LOAD-BALANCER"],
  },
])("$name: $found", ({ rules, found }) => {
  expect(shortFindings(twoVersions, { nat: [...FIXED, ...rules] })).toEqual(found);
});
