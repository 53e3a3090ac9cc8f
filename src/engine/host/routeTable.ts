import type { Address } from "../net/address";
import { applyMask, type Mask, type MaskedAddress } from "../net/prefix";
import type { Route } from "./route";

/** One routing table, looked up as the kernel does: the longest prefix first, then the lowest metric, then the oldest route. */
export interface RouteTable {
  /** The best route, whatever its type; with an `outInterface` only among those of that device. Undefined when none fits. */
  lookUp(destination: Address, outInterface?: string): Route | undefined;
}

/** The routes of one prefix length, by their network: mostly one, and then without a list around it. */
interface Level {
  readonly prefixBits: number;
  readonly mask: Mask;
  readonly byNetwork: Map<Address, Route | readonly Route[]>;
}

/** A routing table that routes are added to. A lookup costs one step for each prefix length in it, however many routes. */
export class RouteTableBuilder implements RouteTable {
  /** The longest prefixes first. */
  private readonly levels: Level[] = [];

  add(route: Route): void {
    const { byNetwork } = this.levelFor(route);
    const { address } = route.destination;
    const there = byNetwork.get(address);
    byNetwork.set(address, there === undefined ? route : inOrder(listOf(there), route));
  }

  /** Whether there is a route to the network with that metric, which the kernel would not take twice. */
  has({ address, mask }: MaskedAddress, metric: number): boolean {
    const there = this.levelOf(mask)?.byNetwork.get(address);
    return there !== undefined && listOf(there).some((one) => one.metric === metric);
  }

  lookUp(destination: Address, outInterface?: string): Route | undefined {
    for (const { mask, byNetwork } of this.levels) {
      const there = byNetwork.get(applyMask(destination, mask));
      if (there === undefined) continue;
      const fits = ({ device }: Route) => outInterface === undefined || device === outInterface;
      const found = listOf(there).find(fits);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private levelOf(mask: Mask): Level | undefined {
    for (const level of this.levels) if (level.mask === mask) return level;
    return undefined;
  }

  private levelFor({ prefixBits, destination: { mask } }: Route): Level {
    const known = this.levelOf(mask);
    if (known !== undefined) return known;
    const made: Level = { prefixBits, mask, byNetwork: new Map() };
    const behind = this.levels.findIndex((level) => level.prefixBits < prefixBits);
    this.levels.splice(behind < 0 ? this.levels.length : behind, 0, made);
    return made;
  }
}

function listOf(routes: Route | readonly Route[]): readonly Route[] {
  return "metric" in routes ? [routes] : routes;
}

/** The lowest metric first; of the same the older. */
function inOrder(routes: readonly Route[], added: Route): readonly Route[] {
  const behind = routes.findIndex(({ metric }) => metric > added.metric);
  return routes.toSpliced(behind < 0 ? routes.length : behind, 0, added);
}
