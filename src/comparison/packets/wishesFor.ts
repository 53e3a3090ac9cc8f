import type { Ruleset, Table, TableName } from "@/engine";
import { type JumpGraph, jumpGraphOf } from "@/findings/jumpGraph";
import type { ChainDifference } from "../chainDifference";
import { anyPacket, narrowWish, type PacketWish } from "./packetWish";

/** A packet that should come to a rule that differs. */
export interface RuleWish {
  readonly wish: PacketWish;
  readonly table: TableName;
  readonly chain: string;
  /** The Service that the rule belongs to, where a comment tells. */
  readonly service: string | undefined;
}

export interface RuleWishes {
  readonly wishes: readonly RuleWish[];
  /** How many rules differ, counting both sides of one that changed. */
  readonly rules: number;
  /** For how many of them no packet could be made. */
  readonly without: number;
}

/**
 * For each rule that differs what a packet has to be like to come to it: what the rule asks, and what the jumps on the
 * shortest way from a base chain ask. A rule that was removed is sought before, one that was added now, others in both.
 */
export function wishesFor(
  { before, now }: { readonly before: Ruleset; readonly now: Ruleset },
  chains: readonly ChainDifference[],
): RuleWishes {
  const ways = { before: new Ways(before), now: new Ways(now) };
  const wishes: RuleWish[] = [];
  let rules = 0;
  let without = 0;
  for (const { table, chain, rules: differences, services, policy } of chains) {
    const service = services.length === 1 ? services[0] : undefined;
    const note = (wish: PacketWish | undefined) => {
      rules += 1;
      if (wish === undefined) without += 1;
      else wishes.push({ wish, table, chain, service });
    };
    for (const difference of differences) {
      if (difference.before !== undefined)
        note(ways.before.wishOf(table, chain, difference.before.number));
      if (difference.now !== undefined) note(ways.now.wishOf(table, chain, difference.now.number));
    }
    const hook = policy && now.table(table)?.chain(chain)?.hook;
    if (hook !== undefined) wishes.push({ wish: anyPacket(hook), table, chain, service });
  }
  return { wishes, rules, without };
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

  /** What it takes to enter a chain. */
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
