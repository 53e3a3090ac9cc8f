import type { Packet } from "../net/packet";
import type { Chain } from "../ruleset/ruleset";
import { type KeyShape, packetKey, ruleKey } from "./ruleKey";

/** A chain with more rules than this is indexed once a packet has got so far in it. */
export const LONG_CHAIN = 16;

/** Rules of more shapes than this share those that compare no address: each shape costs a look-up per packet. */
const MOST_ADDRESS_SHAPES = 16;

/**
 * The rules of a chain by what they compare with one value. For a packet it gives, in order, every rule that may match
 * or may have an effect when tried; the others provably do neither.
 */
export class ChainIndex {
  private readonly shapes: ShapeIndex[] = [];
  /** By rule number, the next rule with the same shape and key; 0 for none. */
  private readonly nexts: Uint32Array;

  constructor(chain: Chain) {
    this.nexts = new Uint32Array(chain.length + 1);
    for (let number = chain.length; number > 0; number--) {
      const { shape, key } = ruleKey(chain.rule(number), (wanted) => this.hasRoomFor(wanted));
      const { firsts } = this.shapeIndex(shape);
      this.nexts[number] = firsts.get(key) ?? 0;
      firsts.set(key, number);
    }
  }

  /** The rules to try for a packet. */
  candidatesFor(packet: Packet): RuleCandidates {
    const heads: number[] = [];
    for (const { shape, firsts } of this.shapes) {
      const key = packetKey(shape, packet);
      const first = key === undefined ? undefined : firsts.get(key);
      if (first !== undefined) heads.push(first);
    }
    return new RuleCandidates(packet, heads, this.nexts);
  }

  private shapeIndex(shape: KeyShape): ShapeIndex {
    const known = this.shapes.find((other) => isSame(other.shape, shape));
    if (known !== undefined) return known;
    const added = { shape, firsts: new Map<number, number>() };
    this.shapes.push(added);
    return added;
  }

  private hasRoomFor(shape: KeyShape): boolean {
    const { shapes } = this;
    return (
      shapes.length < MOST_ADDRESS_SHAPES || shapes.some((other) => isSame(other.shape, shape))
    );
  }
}

interface ShapeIndex {
  readonly shape: KeyShape;
  /** By key, the first rule of the shape that has it. */
  readonly firsts: Map<number, number>;
}

function isSame(one: KeyShape, other: KeyShape): boolean {
  return one.mask === other.mask && one.compares === other.compares;
}

/** The rules of one chain that one packet has to try. Only forwards: what was asked for is not given again. */
export class RuleCandidates {
  private readonly packet: Packet;
  /** One rule of each shape, the next not passed yet; 0 where there is none any more. */
  private readonly heads: number[];
  private readonly nexts: Uint32Array;

  constructor(packet: Packet, heads: number[], nexts: Uint32Array) {
    this.packet = packet;
    this.heads = heads;
    this.nexts = nexts;
  }

  /** Whether they are the right ones for a packet that a target may have changed on the way. */
  areFor({ destination, destinationPort, protocol }: Packet): boolean {
    const { packet } = this;
    return (
      packet.destination === destination &&
      packet.destinationPort === destinationPort &&
      packet.protocol === protocol
    );
  }

  /** The number of the first candidate from a rule on; undefined when there is none. */
  from(number: number): number | undefined {
    let least: number | undefined;
    for (let shape = 0; shape < this.heads.length; shape++) {
      let head = this.heads[shape] ?? 0;
      while (head !== 0 && head < number) head = this.nexts[head] ?? 0;
      this.heads[shape] = head;
      if (head !== 0 && (least === undefined || head < least)) least = head;
    }
    return least;
  }
}

const INDEXES = new WeakMap<Chain, ChainIndex>();

/** The index of a chain, made when it is first asked for and kept as long as the chain is. */
export function chainIndexOf(chain: Chain): ChainIndex {
  const known = INDEXES.get(chain);
  if (known !== undefined) return known;
  const made = new ChainIndex(chain);
  INDEXES.set(chain, made);
  return made;
}

/** Whether a chain has an index already. */
export function hasChainIndex(chain: Chain): boolean {
  return INDEXES.has(chain);
}
