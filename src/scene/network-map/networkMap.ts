import type { HostSpec, NodeSpec, WorldSpec } from "@/engine";
import type { Point } from "../chain-graph/chainGraph";
import { hostPlaces } from "./hostPlaces";
import { placeLinks } from "./placeLinks";

/** The hosts of a world and the links between them, laid out in one band. */
export interface NetworkMap {
  readonly hosts: readonly MapHost[];
  readonly links: readonly MapLink[];
  /** What there was no room for, and where that is said; undefined when all are shown. */
  readonly moreHosts: MoreHosts | undefined;
  /** At least what was asked for; more when the hosts that the walk meets do not fit: then it scrolls. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Nodes and outside hosts that are not drawn; the walk meets none of them. */
export interface MoreHosts {
  readonly names: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface MapHost {
  /** Name of a node, or of a host outside. */
  readonly id: string;
  readonly kind: "node" | "outside";
  readonly name: string;
  readonly address: string;
  /** `outside` for a host outside; undefined for a node. */
  readonly side: string | undefined;
  /** The pods on a node; where there are many, those the walk meets, and `morePods` says how many more. */
  readonly pods: readonly MapPod[];
  readonly morePods: number;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** How far right of an outside host its link goes up; undefined for a node, whose link goes up on top. */
  readonly risePx: number | undefined;
}

/** A pod within its node. Its place is in the pixels of the map, as the node's. */
export interface MapPod {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface MapLink {
  readonly id: string;
  /** The segment's name in the world. */
  readonly network: string;
  readonly from: string;
  readonly to: string;
  /** The network's prefix, on one link of each segment; undefined on the others and where it is not known. */
  readonly label: string | undefined;
  readonly points: readonly Point[];
}

export interface MapRoom {
  readonly widthPx: number;
  /** Names of hosts that the walk meets: they are shown before all others. */
  readonly met: ReadonlySet<string>;
}

const HEIGHT_PX = 120;
const HOST_TOP_PX = 46;
const HOST_HEIGHT_PX = 68;
const POD_TOP_PX = 34;
const POD_HEIGHT_PX = 26;
const POD_GAP_PX = 8;
const MARGIN_PX = 16;
const HOST_GAP_PX = 16;
const OUTSIDE_WIDTH_PX = 160;
/** Between the outside and the nodes, where the link goes up. */
const OUTSIDE_GAP_PX = 56;
const NODE_LEAST_PX = 232;
const NODE_USUAL_PX = 296;
const NODE_MOST_PX = 400;
const MORE_PODS_PX = 44;
const MORE_HOSTS_PX = 64;
const MONO_PX = 7.2;
const SHOWN_OUTSIDE = 2;

/** Lays out outside hosts on the left and nodes with their pods beside them; the links run above. */
export function networkMap(world: WorldSpec, room: MapRoom): NetworkMap {
  const places = hostPlaces(world);
  const outside = preferMet(places.outside, room.met, SHOWN_OUTSIDE);
  const nodesLeft = leftOfNodes(outside.length);
  const whole = room.widthPx - nodesLeft - MARGIN_PX;
  const isWhole =
    world.nodes.length <= fittingNodes(whole) && places.outside.length <= SHOWN_OUTSIDE;
  const available = isWhole ? whole : whole - MORE_HOSTS_PX - HOST_GAP_PX;
  const nodes = preferMet(world.nodes, room.met, fittingNodes(available));
  const widths = nodeWidths(nodes, places.podsOf, available);
  let x = nodesLeft;
  const nodeHosts = nodes.map((node, index) => {
    const widthPx = widths[index] ?? NODE_LEAST_PX;
    const host = nodeHost(node, places.podsOf.get(node.name) ?? [], { x, widthPx, met: room.met });
    x += widthPx + HOST_GAP_PX;
    return host;
  });
  const hosts = [...outside.map(outsideHost), ...nodeHosts];
  const last = hosts.at(-1);
  const right = last === undefined ? MARGIN_PX : last.x + last.widthPx + HOST_GAP_PX;
  const moreHosts = hiddenHosts([...places.outside, ...world.nodes], hosts, right);
  const end = moreHosts === undefined ? right - HOST_GAP_PX : right + MORE_HOSTS_PX;
  return {
    hosts,
    links: placeLinks(hosts, places.segments, world.nodes),
    moreHosts,
    widthPx: Math.max(room.widthPx, end + MARGIN_PX),
    heightPx: HEIGHT_PX,
  };
}

function fittingNodes(availablePx: number): number {
  return Math.max(1, Math.floor((availablePx + HOST_GAP_PX) / (NODE_LEAST_PX + HOST_GAP_PX)));
}

function hiddenHosts(
  all: readonly { readonly name: string }[],
  shown: readonly MapHost[],
  x: number,
): MoreHosts | undefined {
  const drawn = new Set(shown.map(({ id }) => id));
  const names = all.map(({ name }) => name).filter((name) => !drawn.has(name));
  if (names.length === 0) return undefined;
  return { names, x, y: HOST_TOP_PX, widthPx: MORE_HOSTS_PX, heightPx: HOST_HEIGHT_PX };
}

function leftOfNodes(outside: number): number {
  if (outside === 0) return MARGIN_PX;
  return MARGIN_PX + outside * OUTSIDE_WIDTH_PX + (outside - 1) * HOST_GAP_PX + OUTSIDE_GAP_PX;
}

/** All that are met, and others up to `most`, in their own order. */
function preferMet<Item extends { readonly name: string }>(
  items: readonly Item[],
  met: ReadonlySet<string>,
  most: number,
): readonly Item[] {
  let free = most - items.filter(({ name }) => met.has(name)).length;
  return items.filter(({ name }) => met.has(name) || free-- > 0);
}

/** Every node gets what its pods want and some of the room that is left, or an equal share where there is too little. */
function nodeWidths(
  nodes: readonly NodeSpec[],
  podsOf: ReadonlyMap<string, readonly HostSpec[]>,
  available: number,
): readonly number[] {
  const wanted = nodes.map(({ name }) => {
    const pods = podsOf.get(name) ?? [];
    const row = pods.reduce((width, pod) => width + podWidth(pod) + POD_GAP_PX, POD_GAP_PX);
    return Math.max(NODE_USUAL_PX, row);
  });
  const gaps = (nodes.length - 1) * HOST_GAP_PX;
  const spare = available - wanted.reduce((sum, width) => sum + width, gaps);
  if (spare >= 0) {
    const each = Math.floor(spare / nodes.length);
    return wanted.map((width) => Math.max(width, Math.min(NODE_MOST_PX, width + each)));
  }
  const share = Math.floor((available - gaps) / nodes.length);
  return nodes.map(() => Math.max(NODE_LEAST_PX, share));
}

/** Name and address, with padding and a space between. */
function podWidth({ name, addresses }: HostSpec): number {
  return Math.ceil((name.length + (addresses[0] ?? "").length) * MONO_PX) + 32;
}

/** Where its link goes up: in the wide gap before the nodes, or between two outside hosts. */
const RISE_PX = OUTSIDE_GAP_PX / 2;
const RISE_BETWEEN_PX = HOST_GAP_PX / 2;

function outsideHost(
  { name, addresses }: HostSpec,
  index: number,
  all: readonly HostSpec[],
): MapHost {
  return {
    id: name,
    kind: "outside",
    name,
    address: addresses[0] ?? "",
    side: "outside",
    pods: [],
    morePods: 0,
    x: MARGIN_PX + index * (OUTSIDE_WIDTH_PX + HOST_GAP_PX),
    y: HOST_TOP_PX,
    widthPx: OUTSIDE_WIDTH_PX,
    heightPx: HOST_HEIGHT_PX,
    risePx: index === all.length - 1 ? RISE_PX : RISE_BETWEEN_PX,
  };
}

interface NodePlace {
  readonly x: number;
  readonly widthPx: number;
  readonly met: ReadonlySet<string>;
}

function nodeHost(node: NodeSpec, pods: readonly HostSpec[], place: NodePlace): MapHost {
  const shown = placePods(pods, place);
  return {
    id: node.name,
    kind: "node",
    name: node.name,
    address: nodeAddress(node),
    side: undefined,
    pods: shown,
    morePods: pods.length - shown.length,
    x: place.x,
    y: HOST_TOP_PX,
    widthPx: place.widthPx,
    heightPx: HOST_HEIGHT_PX,
    risePx: undefined,
  };
}

/** A node is known by the first address that is not on a pod's link: the first there is. */
function nodeAddress({ interfaces }: NodeSpec): string {
  const address = interfaces.flatMap(({ addresses }) => addresses)[0] ?? "";
  return address.split("/")[0] ?? "";
}

/** As many pods as fit in one row, those that are met first; a single one takes the whole row. */
function placePods(pods: readonly HostSpec[], { x, widthPx, met }: NodePlace): readonly MapPod[] {
  const room = widthPx - 2 * POD_GAP_PX;
  const shown = preferMet(pods, met, fittingPods(pods, room));
  const own = pods.length > shown.length ? room - MORE_PODS_PX : room;
  const widths = podWidths(shown, own);
  let left = x + POD_GAP_PX;
  return shown.map(({ name, addresses }, index) => {
    const podPx = widths[index] ?? 0;
    const pod = {
      id: name,
      name,
      address: addresses[0] ?? "",
      x: left,
      y: HOST_TOP_PX + POD_TOP_PX,
      widthPx: podPx,
      heightPx: POD_HEIGHT_PX,
    };
    left += podPx + POD_GAP_PX;
    return pod;
  });
}

/** The same for all if that is enough for each; else what each wants, or an equal share where there is too little. */
function podWidths(pods: readonly HostSpec[], room: number): readonly number[] {
  const free = room - (pods.length - 1) * POD_GAP_PX;
  const equal = Math.floor(free / Math.max(1, pods.length));
  const wanted = pods.map(podWidth);
  const spare = free - wanted.reduce((sum, width) => sum + width, 0);
  if (spare < 0 || wanted.every((width) => width <= equal)) return pods.map(() => equal);
  return wanted.map((width) => width + Math.floor(spare / pods.length));
}

function fittingPods(pods: readonly HostSpec[], room: number): number {
  const whole = pods.reduce((width, pod) => width + podWidth(pod) + POD_GAP_PX, -POD_GAP_PX);
  if (whole <= room) return pods.length;
  let left = room - MORE_PODS_PX;
  let count = 0;
  for (const pod of pods) {
    left -= podWidth(pod) + POD_GAP_PX;
    if (left < 0) break;
    count++;
  }
  return Math.max(1, count);
}
