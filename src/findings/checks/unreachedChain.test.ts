import { expect, test } from "vitest";
import { findIn, shortFindings } from "../testing/findIn";
import { unreachedChain } from "./unreachedChain";

/** Of a table whose base chains are all empty something else is said. */
const USED = "OUTPUT -p tcp -j RETURN";

const SVC = "KUBE-SVC-AAAAAAAAAAAAAAAA";
const SEP = "KUBE-SEP-AAAAAAAAAAAAAAAA";

test.each([
  { rules: [":A", "A -j DROP"], found: ["note nat A"] },
  { rules: [":A", ":B", "A -j B", "B -j ACCEPT"], found: ["note nat A"] },
  { rules: [":A", ":B", "A -j B", "B -j A"], found: ["note nat A"] },
  { rules: [":A", ":B", "PREROUTING -j A", "A -g B"], found: [] },
  {
    rules: [":KUBE-PROXY-CANARY", ":KUBE-MARK-MASQ"],
    found: ["known nat KUBE-PROXY-CANARY", "known nat KUBE-MARK-MASQ"],
  },
  {
    rules: [":KUBE-PROXY-CANARY", "KUBE-PROXY-CANARY -j DROP"],
    found: ["note nat KUBE-PROXY-CANARY"],
  },
  {
    rules: [":KUBE-MARK-DROP", "KUBE-MARK-DROP -j MARK --set-xmark 0x8000/0x8000"],
    found: ["known nat KUBE-MARK-DROP"],
  },
  { rules: [":KUBE-NODEPORTS"], found: ["known nat KUBE-NODEPORTS"] },
  {
    rules: [":KUBE-NODEPORTS", `:${SVC}`, `KUBE-NODEPORTS -p tcp --dport 30080 -j ${SVC}`],
    found: ["warning nat KUBE-NODEPORTS"],
  },
  {
    rules: [":KUBE-POSTROUTING", "KUBE-POSTROUTING -j MASQUERADE"],
    found: ["warning nat KUBE-POSTROUTING"],
  },
  {
    rules: [`:${SVC}`, `:${SEP}`, `${SVC} -j ${SEP}`, `${SEP} -j RETURN`],
    found: [`warning nat ${SVC}`],
  },
  { rules: [`:${SVC}`], found: [`note nat ${SVC}`] },
])("$rules: $found", ({ rules, found }) => {
  expect(shortFindings(unreachedChain, { nat: [USED, ...rules] })).toEqual(found);
});

test("chains that only an unreached one calls are counted with it", () => {
  const [finding, ...others] = findIn(unreachedChain, {
    nat: [USED, ":A", ":B", ":C", "A -j B", "B -j C"],
  });
  expect(finding?.title).toBe("No packet comes to A, nor to 2 more behind it");
  expect(others).toEqual([]);
});

test("a table with chains and without any rule is told once", () => {
  const filter = [":KUBE-PROXY-CANARY", ":KUBE-FORWARD", ":DOCKER"];
  expect(shortFindings(unreachedChain, { filter })).toEqual([
    "known filter KUBE-PROXY-CANARY",
    "note filter KUBE-FORWARD",
  ]);
});

test("of a part of a dump nobody can say who jumps there", () => {
  expect(shortFindings(unreachedChain, "-A KUBE-POSTROUTING -j MASQUERADE")).toEqual([]);
});

test("in a large cluster kube-proxy puts off deleting chains", () => {
  const names = Array.from(
    { length: 1001 },
    (_, at) => `KUBE-SEP-${String.fromCharCode(65 + (at % 26))}${at}`,
  );
  const rules = names.flatMap((name) => [`:${name}`, `OUTPUT -j ${name}`]);
  const nat = [...rules, `:${SVC}`, `${SVC} -j DROP`];
  expect(shortFindings(unreachedChain, { nat })).toEqual([`note nat ${SVC}`]);
});

test("base chains without any rule were flushed, or are cut off", () => {
  const nat = [":KUBE-SERVICES", ":A", "KUBE-SERVICES -j A"];
  expect(shortFindings(unreachedChain, { nat })).toEqual(["warning nat PREROUTING"]);
  expect(shortFindings(unreachedChain, { nat: [...nat, "A -j B"] })).toEqual([
    "note nat PREROUTING",
  ]);
  expect(
    shortFindings(unreachedChain, {
      nat: [":KUBE-MARK-DROP", "KUBE-MARK-DROP -j MARK --set-xmark 0x8000/0x8000"],
    }),
  ).toEqual(["known nat KUBE-MARK-DROP"]);
});
