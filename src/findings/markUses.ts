import type { Chain, Rule } from "@/engine";
import { type ExaminedNode, type ExaminedTable, placedRules } from "./examinedNode";

/** A rule that has to do with some bits of the packet's mark. */
export interface MarkUse {
  readonly table: ExaminedTable;
  readonly chain: Chain;
  readonly ruleNumber: number;
  /** 32 bits, unsigned. */
  readonly bits: number;
}

/** Which rules of a node set bits of the packet's mark, and which look at them. */
export interface MarkUses {
  readonly set: readonly MarkUse[];
  /** Tests that a packet without the bits does not satisfy. */
  readonly tested: readonly MarkUse[];
  /** All bits that some rule sets. */
  readonly setBits: number;
  /** All bits that some rule looks at, or that are copied to the connection. */
  readonly usedBits: number;
}

/** Goes through all rules of all tables that a packet can come to. */
export function markUsesOf(node: ExaminedNode): MarkUses {
  const set: MarkUse[] = [];
  const tested: MarkUse[] = [];
  let copiedToPacket = 0;
  let usedBits = 0;
  for (const table of node.tables) {
    for (const [chain, ruleNumber, rule] of placedRules(table)) {
      const place = { table, chain, ruleNumber };
      const bits = bitsSet(rule);
      if (bits !== 0) set.push({ ...place, bits });
      const asked = bitsAsked(rule);
      if (asked !== 0) tested.push({ ...place, bits: asked });
      copiedToPacket |= bitsCopiedToPacket(rule);
      usedBits |= bitsUsed(rule);
    }
  }
  const setBits = set.reduce((all, { bits }) => all | bits, copiedToPacket);
  return { set, tested, setBits: setBits >>> 0, usedBits: usedBits >>> 0 };
}

const ALL_BITS = 0xffffffff;

/** The bits that may be 1 after the rule and were not before. Clearing the bits that were tested before sets none. */
function bitsSet({ target }: Rule): number {
  return target?.target === "MARK" && target.mask !== 0 ? target.value : 0;
}

function bitsCopiedToPacket({ target, unknown }: Rule): number {
  if (unknown !== undefined) return ALL_BITS;
  if (target?.target === "CONNMARK" && target.action === "restore") return target.packetMask;
  // An xor sets the bit in one packet and clears it in another.
  if (target?.target === "MARK" && target.mask === 0) return target.value;
  return target?.target === "SET" ? ALL_BITS : 0;
}

function bitsAsked({ matches }: Rule): number {
  return matches.reduce(
    (bits, match) => (match.match === "mark" && !match.inverted ? bits | match.value : bits),
    0,
  );
}

/** An unknown rule may look at any bit. */
function bitsUsed({ matches, target, unknown }: Rule): number {
  if (unknown !== undefined) return ALL_BITS;
  const asked = matches.reduce(
    (bits, match) => (match.match === "mark" ? bits | match.mask : bits),
    0,
  );
  const isSaved = target?.target === "CONNMARK" && target.action === "save";
  return isSaved ? asked | target.packetMask : asked;
}
