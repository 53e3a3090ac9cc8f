import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Family, HOOKS_OF_TABLE, parseRuleset, printRule, type TableName } from "@/engine";

/** A line of `conformance/normalise`: a rule, and what the tool of its family made of it. */
interface NormalisedRule {
  readonly table: TableName;
  readonly rule: string;
  /** IPv4 unless told. */
  readonly family?: Family;
  /** The rules that the tool saved. */
  readonly legacy?: readonly string[];
  /** What the tool said instead. */
  readonly refused?: string;
  /** Of the tool. */
  readonly version: string;
}

const FOLDER = new URL("../../conformance/normalise/", import.meta.url);

describe.each(readdirSync(FOLDER).filter((name) => name.endsWith(".jsonl")))("%s", (name) => {
  const lines = readFileSync(new URL(name, FOLDER), "utf8").trim().split("\n");
  const rules = lines.map((line) => JSON.parse(line) as NormalisedRule);

  test.each(rules.filter(({ legacy }) => legacy !== undefined))(
    "$rule is saved as iptables does",
    (rule) => {
      const read = readRule(rule, rule.rule);
      expect(read.unknown).toEqual([]);
      expect(read.printed).toEqual(rule.legacy);
    },
  );

  test.each(rules.filter(({ refused }) => refused !== undefined))(
    "$rule is refused: $refused",
    (rule) => {
      const { unknown, printed } = readRule(rule, rule.rule);
      expect(unknown).toHaveLength(1);
      expect(printed).toEqual([rule.rule.replace(/^-I/, "-A")]);
      const [{ column, text, why } = { column: 0, text: "", why: "" }] = unknown;
      expect(text).not.toBe("");
      expect(rule.rule.slice(column - 1).startsWith(text)).toBe(true);
      expect(why).toMatch(/\w+ \w+/);
    },
  );
});

function readRule({ table, family = "IPv4" }: NormalisedRule, rule: string) {
  const chains = HOOKS_OF_TABLE[table].map((hook) => `:${hook} ACCEPT [0:0]`);
  const text = [`*${table}`, ...chains, ":USER - [0:0]", rule, "COMMIT", ""].join("\n");
  const { ruleset, unknown } = parseRuleset(text, { family });
  const printed = (ruleset.table(table)?.chains ?? []).flatMap((chain) =>
    Array.from({ length: chain.length }, (_, at) => printRule(chain.name, chain.rule(at + 1))),
  );
  return { unknown, printed };
}
