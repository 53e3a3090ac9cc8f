import { expect, test } from "vitest";
import { shortFindings } from "../testing/findIn";
import { masquerade } from "./masquerade";

const FIXED = [":KUBE-MARK-MASQ", ":KUBE-POSTROUTING", "POSTROUTING -j KUBE-POSTROUTING"];
const USED = "OUTPUT -p tcp -j KUBE-MARK-MASQ";
const MARK = "KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000";
const RETURN = "KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN";
const XOR = "KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0";
const MASQUERADE = "KUBE-POSTROUTING -j MASQUERADE --random-fully";
const OTHER = RETURN.replaceAll("0x4000", "0x8000");

test.each([
  { name: "as it should be", rules: [MARK, RETURN, XOR, MASQUERADE], found: [] },
  {
    name: "as 1.18 writes it",
    rules: [MARK, "KUBE-POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE"],
    found: [],
  },
  {
    name: "without MASQUERADE",
    rules: [MARK, RETURN, XOR],
    found: ["warning nat KUBE-POSTROUTING"],
  },
  {
    name: "without a mark",
    rules: [RETURN, XOR, MASQUERADE],
    found: ["warning nat KUBE-MARK-MASQ"],
  },
  {
    name: "with another bit",
    rules: [MARK, OTHER, MASQUERADE],
    found: ["warning nat KUBE-POSTROUTING 1"],
  },
  {
    name: "with a rule that is not known",
    rules: [MARK, "KUBE-POSTROUTING -j NONSENSE --x"],
    found: [],
  },
])("$name: $found", ({ rules, found }) => {
  expect(shortFindings(masquerade, { nat: [...FIXED, USED, ...rules] })).toEqual(found);
});

test("KUBE-FORWARD asks for the same bit", () => {
  const nat = [...FIXED, USED, MARK, RETURN, XOR, MASQUERADE];
  const filter = (mark: string) => [
    ...[":KUBE-FORWARD", "FORWARD -j KUBE-FORWARD"],
    `KUBE-FORWARD -m mark --mark ${mark}/${mark} -j ACCEPT`,
  ];
  expect(shortFindings(masquerade, { nat, filter: filter("0x4000") })).toEqual([]);
  expect(shortFindings(masquerade, { nat, filter: filter("0x100000") })).toEqual([
    "warning filter KUBE-FORWARD 1",
  ]);
});

test("a node without kube-proxy's chains has nothing of the kind", () => {
  expect(shortFindings(masquerade, { nat: ["POSTROUTING -o eth0 -j MASQUERADE"] })).toEqual([]);
});
