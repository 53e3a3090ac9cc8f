import type { RulesIndex } from "../rules-index/rulesIndex";
import type { ChainLanes } from "./chainLanes";
import { AT_ONCE, leadsTo, type RulePlaces } from "./rulePlaces";

/** Which chains stand together: a Service's, a workload's, or a chain with those that only it leads to. */
export interface ChainFamilies {
  /** By chain: the number of its family. */
  readonly familyOf: Int32Array;
  /** By family: how many chains it has. */
  readonly sizes: Uint32Array;
}

/**
 * kube-proxy gives all chains of a Service port the same hash, whatever they begin with.
 * Source: kubernetes v1.30 pkg/proxy/iptables/proxier.go, servicePortPolicyClusterChain and its neighbours.
 */
const SERVICE_CHAIN = /^KUBE-(?:SVC|SVL|EXT|XLB|FW)-(.+)$/;
/** In which order the chains of a Service stand; endpoints come behind all of these. */
const RANKS = ["SVC", "EXT", "FW", "XLB", "SVL"];

/** Whether kube-proxy made the chain for a Service port as a whole, not for an endpoint. */
export function isServiceChain(name: string): boolean {
  return SERVICE_CHAIN.test(name);
}

/** The place of a chain in its family, from 0: the Service's own chain leads. */
export function rankInFamily(name: string): number {
  const rank = RANKS.indexOf(name.split("-", 2)[1] ?? "");
  return rank === -1 || !isServiceChain(name) ? RANKS.length : rank;
}

/** As Calico's `cali-tw-cali0ef24b1` and `cali-fw-cali0ef24b1`. */
const WORKLOAD_CHAIN = /^[A-Za-z]+-[A-Za-z]+-(?=\S*\d)(\S{8,})$/;
/** A chain with more rules than this is no head of a family. A Service may have a thousand endpoints, and they are its own. */
const MOST_MEMBERS = 24;

/** Puts chains together, a piece at each step of the generator. */
export function* chainFamilies(
  index: RulesIndex,
  places: RulePlaces,
  lanes: ChainLanes,
): Generator<undefined, ChainFamilies, undefined> {
  const count = index.chains.length;
  const familyOf = new Int32Array(count).fill(-1);
  nameFamilies(index, familyOf);
  const families = familyOf.reduce((most, family) => Math.max(most, family), -1) + 1;
  const isDispatcher = dispatchersOf(index, familyOf);
  const joining: Joining = { index, places, lanes, isDispatcher, familyOf, families };
  for (let at = 0; at < count; at += 1) {
    if (at % AT_ONCE === AT_ONCE - 1) yield undefined;
    join(joining, lanes.order[at] ?? 0);
  }
  return { familyOf, sizes: sizesOf(familyOf, joining.families) };
}

interface Joining {
  readonly index: RulesIndex;
  readonly places: RulePlaces;
  readonly lanes: ChainLanes;
  readonly isDispatcher: Uint8Array;
  readonly familyOf: Int32Array;
  families: number;
}

/** Families by name. One chain alone with such a name is none yet, unless it is a Service's. */
function nameFamilies({ chains }: RulesIndex, familyOf: Int32Array): void {
  const first = new Map<string, number>();
  let families = 0;
  chains.forEach(({ table, name }, chain) => {
    const service = SERVICE_CHAIN.exec(name)?.[1];
    const key = service ?? WORKLOAD_CHAIN.exec(name)?.[1];
    if (key === undefined || name.startsWith("KUBE-SEP-")) return;
    const id = `${table} ${service === undefined ? "" : "service "}${key}`;
    const other = first.get(id);
    if (other === undefined) {
      first.set(id, chain);
      if (service !== undefined) familyOf[chain] = families++;
      return;
    }
    if (familyOf[other] === -1) familyOf[other] = families++;
    familyOf[chain] = familyOf[other] ?? -1;
  });
}

/** By chain: 1 where it leads to a Service or a workload from outside, as KUBE-SERVICES does. Such a chain heads no family. */
function dispatchersOf({ chains, chainOfLine, targetOfLine }: RulesIndex, familyOf: Int32Array) {
  const isDispatcher = new Uint8Array(chains.length);
  targetOfLine.forEach((target, line) => {
    const from = chainOfLine[line] ?? -1;
    if (from >= 0 && target >= 0 && familyOf[target] !== -1 && familyOf[from] === -1)
      isDispatcher[from] = 1;
  });
  return isDispatcher;
}

/** A chain joins the one family that leads to it, or the one chain; else it is a family of its own. */
function join(joining: Joining, chain: number): void {
  const { familyOf } = joining;
  if (familyOf[chain] !== -1) return;
  const family = onlyCaller(joining, chain);
  familyOf[chain] = family ?? joining.families;
  if (family === undefined) joining.families += 1;
}

function onlyCaller(
  { index, places, lanes, isDispatcher, familyOf }: Joining,
  chain: number,
): number | undefined {
  let family: number | undefined;
  for (const line of leadsTo(places, chain)) {
    const caller = index.chainOfLine[line] ?? -1;
    const own = familyOf[caller] ?? -1;
    if (own === -1 || lanes.isBase[caller] === 1 || isDispatcher[caller] === 1) return undefined;
    const { name = "", rules = 0 } = index.chains[caller] ?? {};
    if (rules > MOST_MEMBERS && !isServiceChain(name)) return undefined;
    if (family !== undefined && own !== family) return undefined;
    family = own;
  }
  return family;
}

function sizesOf(familyOf: Int32Array, families: number): Uint32Array {
  const sizes = new Uint32Array(families);
  for (const family of familyOf) sizes[family] = (sizes[family] ?? 0) + 1;
  return sizes;
}
