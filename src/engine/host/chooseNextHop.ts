import type { Address } from "../net/address";
import { printAddress } from "../net/address";
import type { Missing } from "../net/decision";
import type { Kernel } from "./kernel";
import { hopsOf, overHop, type Route } from "./route";

/** Takes a route that was found; gives it with one next hop. */
export type ChooseNextHop = (route: Route) => Route;

/** A choice of next hops for one packet, and what was missing for it; undefined while there was nothing to choose. */
export interface NextHopChoice {
  readonly choose: ChooseNextHop;
  missing(): Missing | undefined;
}

/**
 * Which of several next hops takes a packet is a hash with a key that only the kernel knows: each is a way of its own. Packets
 * with the same addresses take the same one, unless the hash is told to look at more.
 * Source: Linux net/ipv4/fib_semantics.c, fib_select_multipath; net/ipv4/route.c, fib_multipath_hash.
 */
export function chooseNextHop(
  { node, surroundings, facts }: Kernel,
  { source, destination }: { readonly source: Address | undefined; readonly destination: Address },
): NextHopChoice {
  let missing: Missing | undefined;
  const choose = (route: Route): Route => {
    const hops = hopsOf(route);
    const [first] = hops;
    if (hops.length === 1 || first === undefined) return route;
    const ends = [source, destination].map((end) => (end === undefined ? "" : printAddress(end)));
    const key = [node.name, route.text, ...ends].join(" ");
    const isByAddress = (node.sysctls[HASH_POLICY] ?? 0) === 0;
    const known = isByAddress ? facts.hopOf(key) : undefined;
    const chosen = known ?? surroundings.assume(hops.length);
    facts.assumeHop(key, chosen);
    missing = {
      kind: "other",
      name: `which next hop of "${route.text}" the kernel's hash chooses`,
    };
    return overHop(route, hops[chosen] ?? first);
  };
  return { choose, missing: () => missing };
}

const HASH_POLICY = "net/ipv4/fib_multipath_hash_policy";
