import { expect, test } from "vitest";
import { findIn, shortFindings } from "../testing/findIn";
import { unevenLadder } from "./unevenLadder";

const SVC = "KUBE-SVC-AAAAAAAAAAAAAAAA";

function ladder(chain: string, ...chances: (number | string)[]) {
  return chances.map((chance) =>
    chance === "rest"
      ? `${chain} -m comment --comment x -j A`
      : `${chain} -m comment --comment x -m statistic --mode random --probability ${chance} -j A`,
  );
}

test.each([
  { name: "thirds", rungs: ladder(SVC, "0.33333333349", "0.50000000000", "rest"), found: [] },
  { name: "thirds in five decimals", rungs: ladder(SVC, "0.33333", "0.50000", "rest"), found: [] },
  {
    name: "ten of them",
    rungs: ladder(
      SVC,
      "0.10000000009",
      "0.11111111101",
      "0.12500000000",
      "0.14285714272",
      "0.16666666651",
      "0.20000000019",
      "0.25000000000",
      "0.33333333349",
      "0.50000000000",
      "rest",
    ),
    found: [],
  },
  {
    name: "a third twice",
    rungs: ladder(SVC, "0.33333333349", "0.33333333349", "rest"),
    found: [`warning nat ${SVC} 2`],
  },
  {
    name: "one rung lost",
    rungs: ladder(SVC, "0.25", "0.50000000000", "rest"),
    found: [`warning nat ${SVC} 1`],
  },
  { name: "no end", rungs: ladder(SVC, "0.50000000000"), found: [`warning nat ${SVC} 1`] },
  {
    name: "affinity before it",
    rungs: [
      `${SVC} -m recent --rcheck --seconds 10 --name A --rsource -j A`,
      ...ladder(SVC, 0.5, "rest"),
    ],
    found: [],
  },
  {
    name: "weights of somebody's own",
    rungs: ladder("OUTPUT", 0.9, "rest"),
    found: ["note nat OUTPUT 1"],
  },
  { name: "halves of somebody's own", rungs: ladder("OUTPUT", 0.5, "rest"), found: [] },
  {
    name: "a sample that is only logged",
    rungs: ["OUTPUT -m statistic --mode random --probability 0.01 -j LOG"],
    found: [],
  },
  {
    name: "a sample that is accepted",
    rungs: ["OUTPUT -m statistic --mode random --probability 0.5 -j ACCEPT"],
    found: [],
  },
  {
    name: "a part that is dropped",
    rungs: ["OUTPUT -m statistic --mode random --probability 1 -j A"],
    found: [],
  },
])("$name: $found", ({ rungs, found }) => {
  expect(shortFindings(unevenLadder, { nat: [`:${SVC}`, ":A", ...rungs] })).toEqual(found);
});

function toEndpoints(...tests: readonly string[]): readonly string[] {
  return tests.map((test, at) => `${SVC} -m comment --comment x${at} ${test} -j ${sep(at)}`);
}

function sep(at: number): string {
  return `KUBE-SEP-${"ABCDE".charAt(at).repeat(16)}`;
}

const HALF = "-m statistic --mode random --probability 0.5";
const AGAIN = "-m recent --rcheck --seconds 10 --reap --rsource --name";

test.each([
  { what: "the first of three", tests: ["", HALF, ""], found: [`warning nat ${SVC} 1`] },
  { what: "the first of two", tests: ["", ""], found: [`warning nat ${SVC} 1`] },
  { what: "the second of three", tests: [HALF, "", ""], found: [`warning nat ${SVC} 2`] },
  {
    what: "the first behind affinity",
    tests: [`${AGAIN} A`, `${AGAIN} B`, "", ""],
    found: [`warning nat ${SVC} 3`],
  },
  {
    what: "none, with affinity",
    tests: [`${AGAIN} A`, `${AGAIN} B`, HALF, ""],
    found: [],
  },
  { what: "one that asks for more", tests: ["-s 10.0.0.1", HALF, ""], found: [] },
])("an endpoint that takes all before others is told: $what", ({ tests, found }) => {
  const chains = [":A", ...tests.map((_, at) => `:${sep(at)}`)];
  const nat = [`:${SVC}`, ...chains, ...toEndpoints(...tests)];
  expect(shortFindings(unevenLadder, { nat })).toEqual(found);
});

test("how many endpoints get nothing is told", () => {
  const nat = [`:${SVC}`, ...[0, 1, 2].map((at) => `:${sep(at)}`), ...toEndpoints("", HALF, "")];
  const [finding] = findIn(unevenLadder, { nat });
  expect(finding?.title).toBe(
    `Rule 1 of ${SVC} takes all connections, and the 2 endpoints behind it none`,
  );
});

test("the shares are told, each of what the ones before it left", () => {
  const [finding] = findIn(unevenLadder, {
    nat: [`:${SVC}`, ":A", ...ladder(SVC, 0.25, 0.5, "rest")],
  });
  expect(finding?.why).toContain("25.0 %, 37.5 %, 37.5 %");
});

test("rules in turn are reckoned as rules by chance", () => {
  const nth = (every: number) => `OUTPUT -m statistic --mode nth --every ${every} --packet 0 -j A`;
  const tail = "OUTPUT -j A";
  expect(shortFindings(unevenLadder, { nat: [":A", nth(3), nth(2), tail] })).toEqual([]);
  expect(shortFindings(unevenLadder, { nat: [":A", nth(3), nth(3), tail] })).toEqual([
    "note nat OUTPUT 2",
  ]);
});
