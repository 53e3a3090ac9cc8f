import { areApart, parseMaskedAddress } from "@/engine";
import { FirstFound, MOST_FOUND } from "./firstFound";
import type { FoundAddress, FoundRule, FoundRules } from "./foundRules";
import { addressesIn, hasMark, hasPort } from "./lineTokens";
import type { IndexedChain, IndexedService, RulesIndex } from "./rulesIndex";
import { sortInSteps } from "./sortInSteps";
import { readSought, type Sought } from "./sought";
import { lineAt } from "./textLines";

/** So many lines are looked at between two pauses. */
const LINES_AT_ONCE = 500;
/** So many chains, Services or addresses are looked at between two pauses. */
const ITEMS_AT_ONCE = 2000;

/** What is known of addresses besides the rules: the name of the pod or host that has one, by address. */
export type OwnerNames = ReadonlyMap<string, string>;

/**
 * Searches the rules of a node for a Service, pod, address, port, chain, comment or mark, a piece at each step of the
 * generator. A whole address is found in networks around it too, a network by the addresses in it.
 */
export function* searchRules(
  index: RulesIndex,
  typed: string,
  owners: OwnerNames,
): Generator<undefined, FoundRules, undefined> {
  const sought = readSought(typed);
  const search = startSearch(index, sought, owners);
  if (sought.kind === "nothing") return yield* finish(index, search);
  for (let line = 0; line < index.lines.count; line += 1) {
    if (index.chainOfLine[line] !== -1) lookAt(index, line, search);
    if (line % LINES_AT_ONCE === LINES_AT_ONCE - 1) yield undefined;
  }
  return yield* finish(index, search);
}

/** A found address while the rules that name it are still being counted. */
interface AddressDraft extends FoundAddress {
  rules: number;
}

interface Search {
  readonly sought: Sought;
  readonly owners: OwnerNames;
  /** Addresses whose owner is called as is sought. */
  readonly owned: ReadonlySet<string>;
  readonly rules: FoundRule[];
  ruleCount: number;
  readonly lit: Uint8Array;
  readonly addresses: Map<string, AddressDraft>;
  /** Whether an address or a network has to do with what is sought, once for each. */
  readonly known: Map<string, boolean>;
}

function startSearch({ chains }: RulesIndex, sought: Sought, owners: OwnerNames): Search {
  const isCalled = (name: string) =>
    sought.kind === "text" && name.toLowerCase().includes(sought.text);
  const owned = [...owners].filter(([, name]) => isCalled(name)).map(([address]) => address);
  return {
    sought,
    owners,
    owned: new Set(owned),
    rules: [],
    ruleCount: 0,
    lit: new Uint8Array(chains.length),
    addresses: new Map(),
    known: new Map(),
  };
}

function lookAt(index: RulesIndex, line: number, search: Search): void {
  const text = lineAt(index.lines, line).trim();
  const named = mayNameAddress(search) ? addressesIn(text).filter(isWanted(search)) : [];
  for (const address of new Set(named)) noteAddress(search, address, line);
  if (named.length === 0 && !isInText(search.sought, text)) return;
  search.ruleCount += 1;
  const number = index.chainOfLine[line] ?? -1;
  search.lit[number] = 1;
  const chain = index.chains[number];
  if (search.rules.length >= MOST_FOUND || chain === undefined) return;
  const ruleNumber = index.numberOfLine[line] ?? 0;
  search.rules.push({
    table: chain.table,
    chain: chain.name,
    ruleNumber,
    line,
    text: text.slice(Math.max(0, text.indexOf("-A "))),
  });
}

function isInText(sought: Sought, text: string): boolean {
  switch (sought.kind) {
    case "port":
      return hasPort(text, sought.port);
    case "mark":
      return hasMark(text, sought);
    case "text":
      return text.toLowerCase().includes(sought.text);
    default:
      return false;
  }
}

/** What looks like the beginning of an address, so that addresses come up while it is being typed. */
const ADDRESS_BEGINNING = /^(\d+\.[\d.]*|[0-9a-f]*:[0-9a-f:]*)(\/\d*)?$/;

function mayNameAddress({ sought, owned }: Search): boolean {
  if (sought.kind === "text") return owned.size > 0 || ADDRESS_BEGINNING.test(sought.text);
  return sought.kind === "address";
}

function isWanted(search: Search): (address: string) => boolean {
  const { known } = search;
  return (address) => {
    const before = known.get(address);
    if (before !== undefined) return before;
    const isOne = concerns(search, address);
    known.set(address, isOne);
    return isOne;
  };
}

function concerns({ sought, owned }: Search, address: string): boolean {
  if (sought.kind === "text")
    return (
      owned.has(address) || (ADDRESS_BEGINNING.test(sought.text) && address.startsWith(sought.text))
    );
  if (sought.kind !== "address") return false;
  const network = parseMaskedAddress(address, address.includes(":") ? "IPv6" : "IPv4");
  return network !== undefined && !areApart(network, sought.network);
}

function noteAddress({ addresses, owners }: Search, address: string, line: number): void {
  const before = addresses.get(address);
  if (before !== undefined) before.rules += 1;
  else addresses.set(address, { address, owner: owners.get(address), rules: 1, line });
}

function* finish(index: RulesIndex, search: Search): Generator<undefined, FoundRules, undefined> {
  const { sought, rules, ruleCount, addresses, lit } = search;
  const services = new FirstFound<IndexedService>(1);
  for (const [at, service] of index.services.entries()) {
    if (at % ITEMS_AT_ONCE === 0) yield undefined;
    if (!isService(sought, service, addresses)) continue;
    services.add(service, 0);
    lit[service.chain] = 1;
  }
  const chains = new FirstFound<IndexedChain>(FITS);
  for (const [number, chain] of index.chains.entries()) {
    if (number % ITEMS_AT_ONCE === 0) yield undefined;
    const fit = fitOf(sought, chain);
    if (fit === undefined) continue;
    chains.add(chain, fit);
    lit[number] = 1;
  }
  const named = yield* sortInSteps([...addresses.values()], ownersFirst);
  return {
    lit,
    services: services.group(),
    chains: chains.group(),
    addresses: { first: named.slice(0, MOST_FOUND), count: named.length },
    rules: { first: rules, count: ruleCount },
  };
}

/** Whose owner is known comes first, then what more rules name. */
function ownersFirst(one: FoundAddress, other: FoundAddress): number {
  const isOwned = ({ owner }: FoundAddress) => (owner === undefined ? 0 : 1);
  return isOwned(other) - isOwned(one) || other.rules - one.rules;
}

function isService(
  sought: Sought,
  { name, address, port }: IndexedService,
  addresses: Search["addresses"],
): boolean {
  if (sought.kind === "port") return port === sought.port;
  if (sought.kind === "address") return address !== undefined && addresses.has(address);
  return sought.kind === "text" && name.toLowerCase().includes(sought.text);
}

const FITS = 3;

/** How well a chain's name fits what is sought: 0 it is that name, 1 it begins so, 2 it holds it; undefined when not at all. */
function fitOf(sought: Sought, { name }: IndexedChain): number | undefined {
  if (sought.kind === "nothing" || sought.kind === "mark") return undefined;
  const at = name.toLowerCase().indexOf(sought.text);
  if (at === -1) return undefined;
  if (name.length === sought.text.length) return 0;
  return at === 0 ? 1 : 2;
}
