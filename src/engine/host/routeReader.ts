import {
  completeRoute,
  type ParsedRoute,
  parseRoute,
  type Route,
  type WrittenRoute,
} from "./route";

/** Reads routes for many nodes that share most of them, as those of one cluster do: each text is read once. */
export class RouteReader {
  private readonly parsed = new Map<string, ParsedRoute>();
  private readonly completed = new Map<WrittenRoute, Route>();

  /** As parseRoute. */
  parse(text: string): ParsedRoute {
    const parsed = this.parsed.get(text) ?? parseRoute(text);
    this.parsed.set(text, parsed);
    return parsed;
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
