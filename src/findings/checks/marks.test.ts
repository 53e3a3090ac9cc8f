import { expect, test } from "vitest";
import { shortFindings } from "../testing/findIn";
import { marks } from "./marks";

const SET = "PREROUTING -p tcp -j MARK --set-xmark 0x10/0x10";
const TEST = "FORWARD -m mark --mark 0x10/0x10 -j ACCEPT";

test.each([
  { name: "set and used", nat: [SET], filter: [TEST], found: [] },
  { name: "set and never used", nat: [SET], filter: [], found: ["note nat PREROUTING 1"] },
  { name: "used and never set", nat: [], filter: [TEST], found: ["note filter FORWARD 1"] },
  {
    name: "used inverted",
    nat: [SET],
    filter: ["FORWARD -m mark ! --mark 0x10/0x10 -j DROP"],
    found: [],
  },
  {
    name: "saved to the connection",
    nat: [SET, "PREROUTING -j CONNMARK --save-mark --nfmask 0xffffffff --ctmask 0xffffffff"],
    filter: [],
    found: [],
  },
  {
    name: "restored from the connection",
    nat: ["PREROUTING -j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff"],
    filter: [TEST],
    found: [],
  },
  {
    name: "other bits",
    nat: [SET],
    filter: ["FORWARD -m mark --mark 0x20/0x20 -j ACCEPT"],
    found: ["note nat PREROUTING 1", "note filter FORWARD 1"],
  },
  { name: "cleared", nat: ["PREROUTING -j MARK --set-xmark 0x0/0xff"], filter: [], found: [] },
  { name: "not marked", nat: [], filter: ["FORWARD -m mark --mark 0x0/0xff -j ACCEPT"], found: [] },
  {
    name: "kube-proxy's unused drop mark",
    nat: [":KUBE-MARK-DROP", "KUBE-MARK-DROP -j MARK --set-xmark 0x8000/0x8000"],
    filter: [],
    found: ["known nat KUBE-MARK-DROP 1"],
  },
  {
    name: "kube-proxy's drop mark without a kubelet",
    nat: [
      ":KUBE-MARK-DROP",
      "OUTPUT -p tcp -j KUBE-MARK-DROP",
      "KUBE-MARK-DROP -j MARK --set-xmark 0x8000/0x8000",
    ],
    filter: [],
    found: ["note nat KUBE-MARK-DROP 1"],
  },
  {
    name: "a rule that is not known",
    nat: [SET],
    filter: ["FORWARD -m nonsense --x -j ACCEPT"],
    found: [],
  },
])("$name: $found", ({ nat, filter, found }) => {
  expect(shortFindings(marks, { nat, filter })).toEqual(found);
});

test("where only one of the tables is shown, nothing is said", () => {
  expect(shortFindings(marks, { filter: [TEST] })).toEqual([]);
});
