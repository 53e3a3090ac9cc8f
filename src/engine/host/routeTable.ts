import type { Address } from "../net/address";
import { applyMask, type Mask, type MaskedAddress } from "../net/prefix";
import type { Route } from "./route";

/** One routing table, looked up as the kernel does: the longest prefix first, then the lowest metric, then the oldest route. */
export interface RouteTable {
  /** The best route, whatever its type; with an `outInterface` only among those of that device. Undefined when none fits. */
  lookUp(destination: Address, outInterface?: string): Route | undefined;
}

/** The routes of one prefix length, by their network. */
interface Level {
  readonly prefixBits: number;
  readonly mask: Mask;
  readonly byNetwork: Map<Address, Route[]>;
}

/** A routing table that routes are added to. A lookup costs one step for each prefix length in it, however many routes. */
export class RouteTableBuilder implements RouteTable {
  /** The longest prefixes first. */
  private readonly levels: Level[] = [];

  add(route: Route): void {
    const { byNetwork } = this.levelFor(route);
    const { address } = route.destination;
    const others = byNetwork.get(address) ?? [];
    const behind = others.findIndex(({ metric }) => metric > route.metric);
    others.splice(behind < 0 ? others.length : behind, 0, route);
    byNetwork.set(address, others);
  }

  /** Whether there is a route to the network with that metric, which the kernel would not take twice. */
  has({ address, mask }: MaskedAddress, metric: number): boolean {
    const level = this.levels.find((one) => one.mask === mask);
    return level?.byNetwork.get(address)?.some((one) => one.metric === metric) ?? false;
  }

  lookUp(destination: Address, outInterface?: string): Route | undefined {
    for (const { mask, byNetwork } of this.levels) {
      const found = byNetwork
        .get(applyMask(destination, mask))
        ?.find(({ device }) => outInterface === undefined || device === outInterface);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private levelFor({ prefixBits, destination: { mask } }: Route): Level {
    const known = this.levels.find((level) => level.mask === mask);
    if (known !== undefined) return known;
    const made: Level = { prefixBits, mask, byNetwork: new Map() };
    const behind = this.levels.findIndex((level) => level.prefixBits < prefixBits);
    this.levels.splice(behind < 0 ? this.levels.length : behind, 0, made);
    return made;
  }
}
