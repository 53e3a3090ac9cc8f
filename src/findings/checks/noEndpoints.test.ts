import { expect, test } from "vitest";
import { findIn } from "../testing/findIn";
import { noEndpoints } from "./noEndpoints";

const reject = (chain: string, service: string) =>
  `${chain} -d 10.96.0.9/32 -p tcp -m comment --comment "${service} has no endpoints" -m tcp --dport 80 -j REJECT --reject-with icmp-port-unreachable`;
const FIXED = [":KUBE-SERVICES", ":KUBE-EXTERNAL-SERVICES"];

test("Services without endpoints are told together, by their names", () => {
  const filter = [
    ...FIXED,
    reject("KUBE-SERVICES", "default/web:http"),
    reject("KUBE-EXTERNAL-SERVICES", "default/web:http"),
    reject("KUBE-SERVICES", "default/db"),
  ];
  expect(findIn(noEndpoints, { filter }).map(({ level, title }) => ({ level, title }))).toEqual([
    { level: "note", title: "Without endpoints: default/web:http, default/db" },
  ]);
});

test("without endpoints on this node is another thing: dropped, not refused", () => {
  const filter = [
    ...FIXED,
    `KUBE-EXTERNAL-SERVICES -p tcp -m comment --comment "default/web has no local endpoints" -m addrtype --dst-type LOCAL -m tcp --dport 30080 -j DROP`,
  ];
  expect(findIn(noEndpoints, { filter }).map(({ title }) => title)).toEqual([
    "Without endpoints on this node: default/web",
  ]);
});

test("a Service with endpoints is not told", () => {
  expect(findIn(noEndpoints, { filter: FIXED })).toEqual([]);
});
