import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRuleset } from "@/engine";
import { compareRulesets } from "./compareRulesets";

/** A table with these chains: by name their rules behind `-A NAME`. */
function save(table: string, chains: Readonly<Record<string, readonly string[]>>): string {
  const names = Object.keys(chains);
  const heads = names.map((name) => `:${name} ${/^[A-Z]+$/.test(name) ? "ACCEPT" : "-"} [0:0]`);
  const rules = names.flatMap((name) => (chains[name] ?? []).map((rule) => `-A ${name} ${rule}`));
  return [`*${table}`, ...heads, ...rules, "COMMIT", ""].join("\n");
}

function compare(before: string, now: string) {
  return compareRulesets({ before: parseRuleset(before).ruleset, now: parseRuleset(now).ruleset });
}

function kinds(before: string, now: string) {
  const { added, removed, moved, changed } = compare(before, now).counts;
  return { added, removed, moved, changed };
}

const NOTHING = { added: 0, removed: 0, moved: 0, changed: 0 };

/** Rules of an INPUT chain, of which some may be alike. */
const someRules = fc.array(
  fc.record({ port: fc.integer({ min: 1, max: 40 }), accepts: fc.boolean() }),
  { minLength: 2, maxLength: 40 },
);

type SomeRule = { readonly port: number; readonly accepts: boolean };

function input(rules: readonly SomeRule[]): string {
  const texts = rules.map(
    ({ port, accepts }) => `-p tcp -m tcp --dport ${port} -j ${accepts ? "ACCEPT" : "DROP"}`,
  );
  return save("filter", { INPUT: texts });
}

/** A port that no rule of `someRules` has. */
const OTHER: SomeRule = { port: 8080, accepts: true };

test("a dump compared with itself differs in nothing", () => {
  fc.assert(
    fc.property(someRules, (rules) => {
      expect(compare(input(rules), input(rules)).chains).toEqual([]);
    }),
  );
});

test("a rule that was put in is one rule added, at its number", () => {
  fc.assert(
    fc.property(someRules, fc.nat(), (rules, at) => {
      const place = at % (rules.length + 1);
      const { chains, counts } = compare(input(rules), input(rules.toSpliced(place, 0, OTHER)));
      expect(counts).toMatchObject({ ...NOTHING, added: 1 });
      expect(chains[0]?.rules).toMatchObject([{ kind: "added", now: { number: place + 1 } }]);
    }),
  );
});

test("a rule that was taken out is one rule removed, also where there are others like it", () => {
  fc.assert(
    fc.property(someRules, fc.nat(), (rules, at) => {
      const place = at % rules.length;
      expect(kinds(input(rules), input(rules.toSpliced(place, 1)))).toEqual({
        ...NOTHING,
        removed: 1,
      });
    }),
  );
});

test("a rule that was moved is one rule moved", () => {
  fc.assert(
    fc.property(someRules, fc.nat(), fc.nat(), (rules, from, to) => {
      const before = rules.toSpliced(from % (rules.length + 1), 0, OTHER);
      const now = rules.toSpliced(to % (rules.length + 1), 0, OTHER);
      const isMoved = input(before) !== input(now);
      expect(kinds(input(before), input(now))).toEqual({ ...NOTHING, moved: isMoved ? 1 : 0 });
    }),
  );
});

test("a rule whose port was edited is one rule changed", () => {
  fc.assert(
    fc.property(someRules, fc.nat(), (rules, at) => {
      const place = at % rules.length;
      const accepts = rules[place]?.accepts ?? true;
      const now = rules.with(place, { port: 8080, accepts });
      const { chains, counts } = compare(input(rules), input(now));
      expect(counts).toMatchObject({ ...NOTHING, changed: 1 });
      expect(chains[0]?.rules[0]?.now).toMatchObject({ number: place + 1 });
    }),
  );
});

interface Service {
  readonly name: string;
  readonly port: number;
}

const someServices = fc.uniqueArray(
  fc.record({
    name: fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), minLength: 1 }),
    port: fc.integer({ min: 1, max: 9 }),
  }),
  { selector: ({ name }) => name, minLength: 3, maxLength: 30 },
);

const NODEPORTS = "-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS";

function dispatched({ name, port }: Service): readonly string[] {
  const asked = `-d 10.96.${name.length}.${port}/32 -p tcp -m comment --comment "default/${name}" -m tcp --dport ${port}`;
  return [`! -s 10.244.0.0/16 ${asked} -j KUBE-MARK-MASQ`, `${asked} -j KUBE-SVC-${name}`];
}

/** As kube-proxy writes them, two rules a Service, and a jump at some place among the Services. */
function services(list: readonly Service[], jumpAt = list.length): string {
  const rules = list.map(dispatched);
  const chains = Object.fromEntries(list.map(({ name }) => [`KUBE-SVC-${name}`, []]));
  const split = [...rules.slice(0, jumpAt).flat(), NODEPORTS, ...rules.slice(jumpAt).flat()];
  return save("nat", {
    PREROUTING: ["-j KUBE-SERVICES"],
    "KUBE-MARK-MASQ": [],
    "KUBE-NODEPORTS": [],
    "KUBE-SERVICES": split,
    ...chains,
  });
}

/** No two of them for the same address and port. */
const apartServices = someServices.map((list) => [
  ...new Map(list.map((one) => [dispatched(one)[0]?.replace(/default\/\w+/, ""), one])).values(),
]);

test("Services in another order differ in nothing, which is said", () => {
  fc.assert(
    fc.property(apartServices, fc.infiniteStream(fc.nat()), (list, keys) => {
      const shuffled = list
        .map((service) => ({ service, key: keys.next().value }))
        .sort((one, other) => one.key - other.key)
        .map(({ service }) => service);
      const { chains, orderIgnored } = compare(services(list), services(shuffled));
      expect(chains).toEqual([]);
      const isShuffled = list.some((service, index) => shuffled[index] !== service);
      expect(orderIgnored.map(({ chain }) => chain)).toEqual(isShuffled ? ["KUBE-SERVICES"] : []);
    }),
  );
});

test("among shuffled Services one that is new, gone or led elsewhere is found", () => {
  const list = ["a", "bb", "ccc", "dddd"].map((name) => ({ name, port: 80 }));
  const [first, ...others] = list.toReversed();
  const gone = compare(services(list), services(others));
  expect(gone.counts).toMatchObject({ ...NOTHING, removed: 2, chainsRemoved: 1 });
  expect(gone.services).toEqual([{ name: "default/dddd", what: ["is gone"] }]);
  const back = compare(services(others), services(list));
  expect(back.services).toEqual([{ name: "default/dddd", what: ["is new"] }]);
  expect(first?.name).toBe("dddd");
});

test("the jump to KUBE-NODEPORTS has moved when Services are behind it now", () => {
  const list = ["a", "bb", "ccc", "dddd"].map((name) => ({ name, port: 80 }));
  for (const jumpAt of [0, 1, 2, 3]) {
    const { chains } = compare(services(list), services(list.toReversed(), jumpAt));
    expect(chains.flatMap(({ rules }) => rules)).toMatchObject([
      { kind: "moved", now: { text: `-A KUBE-SERVICES ${NODEPORTS}`, number: 2 * jumpAt + 1 } },
    ]);
  }
});

test("the order of two rules of one Service counts", () => {
  const [masquerade = "", leads = ""] = dispatched({ name: "a", port: 80 });
  const chains = { "KUBE-MARK-MASQ": [], "KUBE-SVC-a": [] };
  const before = save("nat", { ...chains, "KUBE-SERVICES": [masquerade, leads] });
  const now = save("nat", { ...chains, "KUBE-SERVICES": [leads, masquerade] });
  expect(kinds(before, now)).toEqual({ ...NOTHING, moved: 1 });
});

test("counters, comments between the rules and the order of chains do not count", () => {
  const before =
    "*filter\n:INPUT ACCEPT [5:300]\n:A - [0:0]\n:B - [0:0]\n[7:420] -A A -j RETURN\nCOMMIT\n";
  const now =
    "# later\n*filter\n:B - [0:0]\n:A - [0:0]\n:INPUT ACCEPT [9:1]\n-A A -j RETURN\nCOMMIT\n";
  expect(compare(before, now).chains).toEqual([]);
});

test("a policy that was changed is told", () => {
  const before = save("filter", { INPUT: [], FORWARD: [] });
  const { chains, counts } = compare(before, before.replace(":FORWARD ACCEPT", ":FORWARD DROP"));
  expect(chains).toMatchObject([
    { chain: "FORWARD", policy: { before: "ACCEPT", now: "DROP" }, rules: [] },
  ]);
  expect(counts.policies).toBe(1);
});

const SVC = "KUBE-SVC-AAAAAAAAAAAAAAAA";
const endpoint = (number: number) => `KUBE-SEP-${"ABCDEFGH"[number]}AAAAAAAAAAAAAAA`;

/** A Service port with these endpoints, each with its fair share. */
function balanced(endpoints: readonly number[]): string {
  const comment = '-m comment --comment "default/web:http"';
  const choose = endpoints.map((number, index) => {
    const left = endpoints.length - index;
    const chance =
      left === 1 ? "" : ` -m statistic --mode random --probability ${(1 / left).toFixed(11)}`;
    return `${comment}${chance} -j ${endpoint(number)}`;
  });
  const chains = endpoints.map((number) => [
    endpoint(number),
    [`-p tcp ${comment} -m tcp -j DNAT --to-destination 10.244.0.${number}:8080`],
  ]);
  return save("nat", {
    "KUBE-SERVICES": [`-d 10.96.0.10/32 -p tcp ${comment} -m tcp --dport 80 -j ${SVC}`],
    [SVC]: choose,
    ...Object.fromEntries(chains),
  });
}

test("an endpoint that was added is told with its Service, and chances as changed rules", () => {
  const { services: found, counts } = compare(balanced([1, 2]), balanced([1, 2, 3]));
  expect(found).toEqual([
    {
      name: "default/web:http",
      what: ["1 endpoint added: 10.244.0.3:8080", "3 endpoints now"],
    },
  ]);
  // Two chances, the new choice and the new chain's rule.
  expect(counts).toMatchObject({ added: 2, removed: 0, moved: 0, changed: 2, chainsAdded: 1 });
});

test("unequal shares of the same endpoints are told", () => {
  const { services: found } = compare(balanced([1, 2]), balanced([1, 2]).replace("0.50", "0.90"));
  expect(found).toEqual([{ name: "default/web:http", what: ["shares of the endpoints changed"] }]);
});

test("endpoints that changed places keep their shares, which is told", () => {
  const places = compare(balanced([1, 2]), balanced([2, 1])).services;
  expect(places).toEqual([{ name: "default/web:http", what: ["endpoints in another order"] }]);
  const three = compare(balanced([1, 2, 3]), balanced([3, 1, 2])).services;
  expect(three).toEqual([{ name: "default/web:http", what: ["endpoints in another order"] }]);
});

test("two chains of 40,000 rules in other orders are compared in far less than a square's time", () => {
  const rules = Array.from(
    { length: 40_000 },
    (_, at) => `-s 10.${at >> 8}.${at & 255}.0/24 -j DROP`,
  );
  const shuffled = rules.map((_, at) => rules[(at * 17_389) % rules.length] ?? "");
  const startedMs = performance.now();
  const { counts } = compare(save("filter", { INPUT: rules }), save("filter", { INPUT: shuffled }));
  expect(counts.added + counts.removed + counts.changed).toBe(0);
  expect(counts.moved).toBeGreaterThan(30_000);
  // A square of 40,000 rules takes minutes.
  expect(performance.now() - startedMs).toBeLessThan(20_000);
});
