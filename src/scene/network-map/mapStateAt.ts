import { printAddress, type WireHop } from "@/engine";
import type { Point } from "../chain-graph/chainGraph";
import type { Stop } from "../playback/stop";
import type { Timeline, TimelinePart } from "../playback/timeline";
import { linkEnd } from "./linkEnd";
import type { MapHost, MapPod, NetworkMap } from "./networkMap";

/** What is lit on the map at one stop. What has no entry is quiet. */
export interface MapState {
  readonly hosts: ReadonlyMap<string, "current" | "next" | "visited">;
  /** `destination`: the pod whose address the packet carries now. */
  readonly pods: ReadonlyMap<string, "current" | "destination" | "visited">;
  /** The links this packet has come over, one line each. */
  readonly went: readonly (readonly Point[])[];
  /** The link it goes over next, if that is to a node or an outside host; else empty. */
  readonly next: readonly Point[];
  /** The middle of the token where it rests; undefined when the host is not on the map. */
  readonly token: Point | undefined;
  /** From here to the resting place of the next stop; empty while the packet stays on its host. */
  readonly way: readonly Point[];
  /** What stands beside the token: the hook's name, `routing`, or the interface it came in by. */
  readonly label: string | undefined;
}

/** What is lit on the map when the packet rests at `stop`. */
export function mapStateAt(map: NetworkMap, timeline: Timeline, stop: number): MapState {
  const here = timeline.stops[stop];
  const part = timeline.parts.find(({ lastStop }) => stop <= lastStop);
  if (here === undefined) return QUIET;
  const wires = part === undefined ? [] : wiresOf(timeline, part);
  const upcoming = wires.find(({ index }) => index > stop)?.hop;
  return {
    hosts: hostLooks(map, here, { wires, upcoming }),
    pods: podLooks(map, here, wires),
    went: wires.filter(({ index }) => index <= stop).flatMap(({ hop }) => linkOf(map, hop)),
    next: upcoming === undefined ? [] : (linkOf(map, upcoming)[0] ?? []),
    token: restingPlace(map, here.at),
    way: wayOn(map, here, timeline.stops[stop + 1]),
    label: labelOf(here),
  };
}

const QUIET: MapState = {
  hosts: new Map(),
  pods: new Map(),
  went: [],
  next: [],
  token: undefined,
  way: [],
  label: undefined,
};

interface Wire {
  readonly index: number;
  readonly hop: WireHop;
}

function wiresOf({ stops }: Timeline, { firstStop, lastStop }: TimelinePart): readonly Wire[] {
  return stops
    .slice(firstStop, lastStop + 1)
    .flatMap(({ index, hop }) => (hop?.kind === "wire" ? [{ index, hop }] : []));
}

function hostLooks(
  map: NetworkMap,
  here: Stop,
  { wires, upcoming }: { readonly wires: readonly Wire[]; readonly upcoming: WireHop | undefined },
): MapState["hosts"] {
  const looks = new Map<string, "current" | "next" | "visited">();
  for (const { index, hop } of wires) {
    if (index <= here.index) for (const name of [hop.from, hop.to]) looks.set(name, "visited");
  }
  if (upcoming !== undefined && upcoming.to !== here.at) looks.set(upcoming.to, "next");
  looks.set(here.at, "current");
  return new Map([...looks].filter(([name]) => map.hosts.some(({ id }) => id === name)));
}

function podLooks(map: NetworkMap, here: Stop, wires: readonly Wire[]): MapState["pods"] {
  const looks = new Map<string, "current" | "destination" | "visited">();
  const destination = here.hop && printAddress(here.hop.after.destination);
  const sender = wires[0]?.hop.from;
  for (const pod of map.hosts.flatMap(({ pods }) => pods)) {
    if (pod.id === here.at) looks.set(pod.id, "current");
    else if (pod.address === destination) looks.set(pod.id, "destination");
    else if (pod.id === sender) looks.set(pod.id, "visited");
  }
  return looks;
}

/** The line over which a wire hop goes; none between a node and its own pod. */
function linkOf(map: NetworkMap, hop: WireHop): readonly (readonly Point[])[] {
  const from = map.hosts.find(({ id }) => id === hop.from);
  const to = map.hosts.find(({ id }) => id === hop.to);
  if (from === undefined || to === undefined) return [];
  const link = map.links.find(({ network }) => network === hop.network) ?? map.links[0];
  const y = Math.min(...(link?.points ?? [{ y: from.y }]).map((point) => point.y));
  return [[...linkEnd(from, "out", y), ...[...linkEnd(to, "in", y)].reverse()]];
}

/** From the right end of a node's header to the token: the longest hook name, and the token itself. */
const LABEL_ROOM_PX = 110;
const HEADER_MIDDLE_PX = 17;

/** On an outside host's right border, in a node's header, on a pod's left border. */
function restingPlace(map: NetworkMap, name: string): Point | undefined {
  const host = map.hosts.find(({ id }) => id === name);
  if (host !== undefined) return restingOn(host);
  const pod = map.hosts.flatMap(({ pods }) => pods).find(({ id }) => id === name);
  return pod && restingAt(pod);
}

function restingOn({ kind, x, y, widthPx, heightPx }: MapHost): Point {
  return kind === "outside"
    ? { x: x + widthPx, y: y + heightPx / 2 }
    : { x: x + widthPx - LABEL_ROOM_PX, y: y + HEADER_MIDDLE_PX };
}

function restingAt({ x, y, heightPx }: MapPod): Point {
  return { x, y: y + heightPx / 2 };
}

function wayOn(map: NetworkMap, here: Stop, next: Stop | undefined): readonly Point[] {
  if (next === undefined || next.at === here.at) return [];
  const start = restingPlace(map, here.at);
  const end = restingPlace(map, next.at);
  if (start === undefined || end === undefined) return [];
  const link = next.hop?.kind === "wire" ? (linkOf(map, next.hop)[0] ?? []) : [];
  return [start, ...link, end];
}

function labelOf({ hop }: Stop): string | undefined {
  if (hop === undefined) return undefined;
  if (hop.kind === "wire") return hop.toInterface;
  return hop.kind === "routing" ? "routing" : hop.hook;
}
