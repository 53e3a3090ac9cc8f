import fc from "fast-check";
import { expect, test } from "vitest";
import {
  disableRule,
  editedRuleset,
  insertRule,
  moveRule,
  parseRuleset,
  printEdits,
  printRuleset,
  printScript,
  putBackRule,
  type RulesEdit,
  type Ruleset,
  readTypedRule,
  rewriteRule,
  setPolicy,
} from "@/engine";
import { readRules } from "../rules/readRules";
import { splitSections } from "../sections/splitSections";

const LOADED = `*nat
:PREROUTING ACCEPT [0:0]
:INPUT ACCEPT [0:0]
:OUTPUT ACCEPT [0:0]
:POSTROUTING ACCEPT [0:0]
:WEB - [0:0]
-A PREROUTING -p tcp -m comment --comment "to the $web\\'s \\"door\\"" -m tcp --dport 80 -j WEB
-A PREROUTING -j ACCEPT
-A WEB -p tcp -j DNAT --to-destination 10.1.1.1:8080
COMMIT
*filter
:INPUT ACCEPT [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
:A - [0:0]
-A FORWARD -s 10.0.0.0/8 -j A
-A FORWARD -i eth0 -j ACCEPT
-A FORWARD -m mark --mark 0x1/0x1 -j DROP
-A FORWARD -j ACCEPT
COMMIT
`;

const CHAINS = [
  { table: "nat", chain: "PREROUTING" },
  { table: "nat", chain: "WEB" },
  { table: "filter", chain: "FORWARD" },
  { table: "filter", chain: "A" },
] as const;

const TYPED = [
  "-p udp -j ACCEPT",
  "-d 10.1.0.0/16",
  '-m comment --comment "a b" -j RETURN',
] as const;

const action = fc.record({
  kind: fc.constantFrom("disable", "enable", "rewrite", "move", "insert", "putBack", "policy"),
  chain: fc.nat(CHAINS.length - 1),
  at: fc.nat(9),
  to: fc.nat(9),
});
type Action = typeof action extends fc.Arbitrary<infer Kind> ? Kind : never;

function perform(
  loaded: Ruleset,
  edits: readonly RulesEdit[],
  { kind, chain, at, to }: Action,
): readonly RulesEdit[] {
  const place = CHAINS[chain] ?? CHAINS[0];
  const length = loaded.table(place.table)?.chain(place.chain)?.length ?? 0;
  const typed = `-A ${place.chain} ${TYPED[at % TYPED.length]}`;
  const read = readTypedRule(typed, editedRuleset(loaded, edits), place);
  if (!read.ok) throw new Error(read.why);
  // Rules below 0 are those that were inserted.
  const rule = { ...place, length, rule: at < 7 ? at + 1 : 6 - at };
  const isThere = rule.rule > 0 ? rule.rule <= length : edits.some((one) => isOf(one, rule));
  if (kind === "insert") return insertRule(edits, { ...place, text: read.text, length }, to).edits;
  if (kind === "policy")
    return setPolicy(edits, { table: "filter", chain: "FORWARD" }, at > 4 ? "ACCEPT" : undefined);
  if (!isThere) return edits;
  if (kind === "move") return moveRule(edits, rule, to);
  if (kind === "rewrite") return rewriteRule(edits, rule, read.text);
  if (kind === "putBack") return putBackRule(edits, rule);
  return disableRule(edits, rule, kind === "disable");
}

function isOf(edit: RulesEdit, rule: { table: string; chain: string; rule: number }): boolean {
  return (
    edit.kind === "rule" &&
    edit.table === rule.table &&
    edit.chain === rule.chain &&
    edit.rule === rule.rule
  );
}

/** What a shell and iptables make of commands. */
function carriedOut(script: string): string {
  const { rulesets } = readRules(script, splitSections(script));
  return rulesets.map(({ ruleset }) => printRuleset(ruleset)).join("");
}

test("the commands that make the edits lead to the same rules as the edits", () => {
  const { ruleset: loaded } = parseRuleset(LOADED);
  expect(carriedOut(printScript(loaded))).toBe(LOADED);
  fc.assert(
    fc.property(fc.array(action, { maxLength: 20 }), (actions) => {
      const edits = actions.reduce(
        (before: readonly RulesEdit[], one) => perform(loaded, before, one),
        [],
      );
      const script = `${printScript(loaded)}\n${printEdits(loaded, edits)}`;
      expect(carriedOut(script)).toBe(printRuleset(editedRuleset(loaded, edits)));
    }),
    { numRuns: 400 },
  );
});

test("each kind of edit is the one command that an administrator would type", () => {
  const { ruleset: loaded } = parseRuleset(LOADED);
  const forward = { table: "filter", chain: "FORWARD", length: 4 } as const;
  const replaced = rewriteRule([], { ...forward, rule: 2 }, "-A FORWARD -i eth1 -j ACCEPT");
  expect(printEdits(loaded, replaced)).toBe("iptables -t filter -R FORWARD 2 -i eth1 -j ACCEPT\n");
  const disabled = disableRule([], { ...forward, rule: 3 }, true);
  expect(printEdits(loaded, disabled)).toBe("iptables -t filter -D FORWARD 3\n");
  const moved = moveRule([], { table: "nat", chain: "PREROUTING", rule: 1, length: 2 }, 2);
  expect(printEdits(loaded, moved)).toBe(
    "iptables -t nat -D PREROUTING 1\n" +
      "iptables -t nat -I PREROUTING 2 -p tcp -m comment --comment 'to the $web'\\''s \"door\"' -m tcp --dport 80 -j WEB\n",
  );
  expect(printEdits(loaded, setPolicy([], forward, "ACCEPT"))).toBe(
    "iptables -t filter -P FORWARD ACCEPT\n",
  );
});
