import { expect, test } from "vitest";
import { findIn, shortFindings } from "../testing/findIn";
import { endpoints } from "./endpoints";

const SVC = "KUBE-SVC-AAAAAAAAAAAAAAAA";
const SEP = "KUBE-SEP-AAAAAAAAAAAAAAAA";
const EXT = "KUBE-EXT-AAAAAAAAAAAAAAAA";
const FIXED = [
  ":KUBE-MARK-MASQ",
  `:${SVC}`,
  `:${SEP}`,
  `:${EXT}`,
  `OUTPUT -p tcp -j ${SVC}`,
  `OUTPUT -p udp -j ${EXT}`,
];
const BALANCE = `${SVC} -m comment --comment "default/web -> 10.244.0.5:80" -j ${SEP}`;
const HAIRPIN = `${SEP} -s 10.244.0.5/32 -m comment --comment default/web -j KUBE-MARK-MASQ`;
const DNAT = `${SEP} -p tcp -m comment --comment default/web -m tcp -j DNAT --to-destination 10.244.0.5:80`;

test.each([
  { name: "as it should be", rules: [BALANCE, HAIRPIN, DNAT], found: [] },
  {
    name: "as kube-proxy 1.1 marked it",
    rules: [BALANCE, HAIRPIN.replace("KUBE-MARK-MASQ", "MARK --set-xmark 0x1/0x1"), DNAT],
    found: [],
  },
  { name: "no DNAT", rules: [BALANCE, HAIRPIN], found: [`warning nat ${SEP}`] },
  { name: "no mark for its own", rules: [BALANCE, DNAT], found: [`warning nat ${SEP}`] },
  {
    name: "the mark behind the DNAT",
    rules: [BALANCE, DNAT, HAIRPIN],
    found: [`warning nat ${SEP}`],
  },
  {
    name: "no endpoint",
    rules: [`${SVC} ! -s 10.244.0.0/16 -j KUBE-MARK-MASQ`],
    found: [`warning nat ${SVC}`],
  },
  {
    name: "a DNAT that could not be printed",
    rules: [BALANCE, HAIRPIN, `${SEP} -p tcp -j DNAT [unsupported revision]`],
    found: [],
  },
])("$name: $found", ({ rules, found }) => {
  expect(shortFindings(endpoints, { nat: [...FIXED, ...rules] })).toEqual(found);
});

test("the Service is named by the chain's comments", () => {
  const [finding] = findIn(endpoints, { nat: [...FIXED, BALANCE, DNAT] });
  expect(finding?.title).toContain(`${SEP} (default/web)`);
  expect(finding?.why).toContain("10.244.0.5");
});

test("an endpoint that nobody leads to is told elsewhere", () => {
  expect(shortFindings(endpoints, { nat: [":KUBE-SEP-BBBBBBBBBBBBBBBB"] })).toEqual([]);
});
