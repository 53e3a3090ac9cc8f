import { familyOf } from "../net/address";
import type { Family } from "../net/family";
import { completeRoute, parseRoute, type Route, type WrittenRoute } from "./route";

/** A route with the text that it was written as; undefined `route` where the text is none, and why. */
export type ReadRoute =
  | { readonly text: string; readonly route: WrittenRoute; readonly family: Family }
  | { readonly text: string; readonly route: undefined; readonly why: string };

/** Reads routes for many nodes that share most of them, as those of one cluster do: each text is read once. */
export class RouteReader {
  private readonly texts = new Map<string, ReadRoute>();
  private readonly completed = new Map<WrittenRoute, Route>();

  /** Reads the arguments of `ip route add`, as parseRoute does. */
  read(text: string): ReadRoute {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const made = readRoute(text);
    this.texts.set(text, made);
    return made;
  }

  /** As completeRoute. */
  complete(written: WrittenRoute, device: string | undefined): Route {
    const known = this.completed.get(written);
    if (known !== undefined && known.device === device) return known;
    const route = completeRoute(written, device);
    this.completed.set(written, route);
    return route;
  }
}

function readRoute(text: string): ReadRoute {
  const parsed = parseRoute(text);
  if (!parsed.ok) return { text, route: undefined, why: parsed.why };
  const { route } = parsed;
  return { text, route, family: familyOf(route.destination.address) };
}
