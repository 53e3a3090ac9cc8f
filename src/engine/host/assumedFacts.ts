import type { Address } from "../net/address";

/**
 * What one way of a walk has assumed so far: whether an address is a node's own, and which next hop of several is taken. The
 * same question gets the same answer.
 */
export class AssumedFacts {
  private readonly own = new Map<string, boolean>();
  private readonly hops = new Map<string, number>();

  /** undefined when nothing was assumed of the address yet. */
  isOwn(node: string, address: Address): boolean | undefined {
    return this.own.get(`${node} ${address}`);
  }

  /** By whatever the hash looks at; undefined when nothing was assumed yet. */
  hopOf(key: string): number | undefined {
    return this.hops.get(key);
  }

  assumeHop(key: string, hop: number): void {
    this.hops.set(key, hop);
  }

  assumeOwn(node: string, address: Address, isOwn: boolean): void {
    this.own.set(`${node} ${address}`, isOwn);
  }
}
