import type { Address } from "../net/address";

/** What one way of a walk has assumed so far: whether an address is a node's own. The same question gets the same answer. */
export class AssumedFacts {
  private readonly own = new Map<string, boolean>();

  /** undefined when nothing was assumed of the address yet. */
  isOwn(node: string, address: Address): boolean | undefined {
    return this.own.get(`${node} ${address}`);
  }

  assumeOwn(node: string, address: Address, isOwn: boolean): void {
    this.own.set(`${node} ${address}`, isOwn);
  }
}
