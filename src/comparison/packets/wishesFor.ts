import type { Hook, Rule, Ruleset, Table, TableName } from "@/engine";
import { type JumpGraph, jumpGraphOf } from "@/findings/jumpGraph";
import type { ChainDifference, RuleDifference } from "../chainDifference";
import { edgeWishes } from "./edgeWishes";
import { type MarkReader, markReaders, setsMark } from "./markReaders";
import { anyPacket, bothWishes, narrowWish, type PacketWish } from "./packetWish";
import { passedRules } from "./passedRules";

/** A packet that should come to a rule that differs. */
interface RuleWish {
  readonly wish: PacketWish;
  /** The Service that the rule belongs to, where a comment tells. */
  readonly service: string | undefined;
}

/** A rule that differs, in one of the two dumps. */
export interface DifferingRule {
  readonly side: "before" | "now";
  readonly table: TableName;
  readonly chain: string;
  readonly ruleNumber: number;
}

export interface RuleWishes {
  /** One for each rule ahead of further ones for the same rules. */
  readonly wishes: readonly RuleWish[];
  /** The rules that differ, both sides of one that changed or moved. */
  readonly rules: readonly DifferingRule[];
}

interface Sides<Value> {
  readonly before: Value;
  readonly now: Value;
}

/**
 * For each rule that differs what packets have to be like to come to it: what the rule asks, and what the jumps on the
 * shortest way from a base chain ask; then those at the edges of what it asks, those that a rule which it passed takes as
 * well, and those that a rule behind it takes for its mark. A removed rule is sought before, an added one now, others in both.
 */
export function wishesFor(
  rulesets: Sides<Ruleset>,
  chains: readonly ChainDifference[],
): RuleWishes {
  const finder = new WishFinder(rulesets);
  const first: RuleWish[] = [];
  const further: RuleWish[] = [];
  const rules: DifferingRule[] = [];
  for (const difference of chains) {
    const { table, chain, services, policy } = difference;
    const service = services.length === 1 ? services[0] : undefined;
    const add = (list: RuleWish[], wishes: readonly PacketWish[]) =>
      list.push(...wishes.map((wish) => ({ wish, service })));
    for (const rule of difference.rules) {
      for (const place of placesOf(difference, rule)) {
        rules.push(place);
        add(first, finder.wholeWish(place));
        add(further, finder.furtherWishes(place, rule));
      }
    }
    add(further, finder.passingWishes(difference));
    const hook = policy && rulesets.now.table(table)?.chain(chain)?.hook;
    if (hook !== undefined) add(first, [anyPacket(hook)]);
  }
  return { wishes: [...first, ...further], rules };
}

function placesOf(
  { table, chain }: ChainDifference,
  { before, now }: RuleDifference,
): readonly DifferingRule[] {
  return [
    ...(before ? [{ side: "before" as const, table, chain, ruleNumber: before.number }] : []),
    ...(now ? [{ side: "now" as const, table, chain, ruleNumber: now.number }] : []),
  ];
}

/** Finds packets for rules that differ. */
class WishFinder {
  readonly #rulesets: Sides<Ruleset>;
  readonly #ways: Sides<Ways>;
  #readers: Sides<readonly MarkReader[]> | undefined;

  constructor(rulesets: Sides<Ruleset>) {
    this.#rulesets = rulesets;
    this.#ways = { before: new Ways(rulesets.before), now: new Ways(rulesets.now) };
  }

  wholeWish({ side, table, chain, ruleNumber }: DifferingRule): readonly PacketWish[] {
    return listed(this.#ways[side].wishOf(table, chain, ruleNumber));
  }

  furtherWishes(
    place: DifferingRule,
    { kind, before, now }: RuleDifference,
  ): readonly PacketWish[] {
    const { side, table, chain } = place;
    const rule = this.#rule(place);
    const way = this.#ways[side].wayInto(table, chain);
    if (rule === undefined || way === undefined || kind === "moved") return [];
    const otherSide = side === "now" ? "before" : "now";
    const otherNumber = (side === "now" ? before : now)?.number;
    const other =
      otherNumber === undefined
        ? undefined
        : this.#rule({ ...place, side: otherSide, ruleNumber: otherNumber });
    return [...edgeWishes(way, rule, other), ...this.#markWishes(place, rule)];
  }

  /** What a rule that moved takes as well as one that it passed. */
  passingWishes({ table, chain, rules }: ChainDifference): readonly PacketWish[] {
    const [before, now] = [this.#rulesets.before, this.#rulesets.now].map((ruleset) =>
      ruleset.table(table)?.chain(chain),
    );
    const way = this.#ways.now.wayInto(table, chain);
    return passedRules(before, now, rules).flatMap(({ moved, passed }) => {
      const wish = way && narrowWish(way, moved);
      return listed(wish && narrowWish(wish, passed));
    });
  }

  #rule({ side, table, chain, ruleNumber }: DifferingRule): Rule | undefined {
    return this.#rulesets[side].table(table)?.chain(chain)?.rule(ruleNumber);
  }

  #markWishes(place: DifferingRule, rule: Rule): readonly PacketWish[] {
    if (!setsMark(rule)) return [];
    const [wish] = this.wholeWish(place);
    if (wish === undefined) return [];
    this.#readers ??= {
      before: markReaders(this.#rulesets.before),
      now: markReaders(this.#rulesets.now),
    };
    return this.#readers[place.side].flatMap(({ table, chain, ruleNumber }) => {
      const reader = this.#ways[place.side].wishOf(table, chain, ruleNumber);
      if (reader === undefined || !comesTo(wish.hook, reader.hook)) return [];
      const isToNode = wish.isToNode || reader.hook === "INPUT";
      return listed(bothWishes({ ...wish, isToNode }, reader));
    });
  }
}

function listed(wish: PacketWish | undefined): readonly PacketWish[] {
  return wish === undefined ? [] : [wish];
}

/** Whether a packet may come from one hook to another. */
function comesTo(hook: Hook, later: Hook): boolean {
  if (hook === later) return true;
  if (hook === "PREROUTING") return later !== "OUTPUT";
  return later === "POSTROUTING" && hook !== "INPUT";
}

/** The ways into the chains of a ruleset. */
class Ways {
  readonly #ruleset: Ruleset;
  readonly #jumps = new Map<TableName, JumpGraph>();
  /** By table and chain; undefined where nothing leads. */
  readonly #wishes = new Map<string, PacketWish | undefined>();

  constructor(ruleset: Ruleset) {
    this.#ruleset = ruleset;
  }

  wishOf(tableName: TableName, chain: string, ruleNumber: number): PacketWish | undefined {
    const table = this.#ruleset.table(tableName);
    const rule = table?.chain(chain)?.rule(ruleNumber);
    if (table === undefined || rule === undefined) return undefined;
    const way = this.#wishInto(table, chain);
    return way && narrowWish(way, rule);
  }

  /** What it takes to enter a chain; undefined where nothing leads, or no first packet. */
  wayInto(tableName: TableName, chain: string): PacketWish | undefined {
    const table = this.#ruleset.table(tableName);
    return table && this.#wishInto(table, chain);
  }

  #wishInto(table: Table, name: string): PacketWish | undefined {
    const key = `${table.name} ${name}`;
    if (this.#wishes.has(key)) return this.#wishes.get(key);
    const wish = this.#findWish(table, name);
    this.#wishes.set(key, wish);
    return wish;
  }

  #findWish(table: Table, name: string): PacketWish | undefined {
    const hook = table.chain(name)?.hook;
    if (hook !== undefined) return anyPacket(hook);
    const jump = this.#jumpsOf(table).reached.get(name);
    if (jump === undefined) return undefined;
    // A loop has no way in from a base chain, so that going back along first jumps comes to an end.
    const outer = this.#wishInto(table, jump.from.name);
    return outer && narrowWish(outer, jump.from.rule(jump.ruleNumber));
  }

  #jumpsOf(table: Table): JumpGraph {
    const known = this.#jumps.get(table.name);
    if (known !== undefined) return known;
    const made = jumpGraphOf(table.chains);
    this.#jumps.set(table.name, made);
    return made;
  }
}
