import { areApart, parseMaskedAddress } from "@/engine";
import type { FoundAddress, FoundGroup, FoundRule, FoundRules } from "./foundRules";
import { addressesIn, hasMark, hasPort } from "./lineTokens";
import type { IndexedChain, IndexedService, RulesIndex } from "./rulesIndex";
import { readSought, type Sought } from "./sought";
import { lineAt } from "./textLines";

/** So many of each kind are kept; the others are counted. */
const MOST_FOUND = 50;
/** So many lines are looked at between two pauses. */
const LINES_AT_ONCE = 4000;

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
  if (sought.kind === "nothing") return finish(index, search);
  for (let line = 0; line < index.lines.count; line += 1) {
    if (index.chainOfLine[line] !== -1) lookAt(index, line, search);
    if (line % LINES_AT_ONCE === LINES_AT_ONCE - 1) yield undefined;
  }
  return finish(index, search);
}

interface Search {
  readonly sought: Sought;
  readonly owners: OwnerNames;
  /** Addresses whose owner is called as is sought. */
  readonly owned: ReadonlySet<string>;
  readonly rules: FoundRule[];
  ruleCount: number;
  readonly lit: Uint8Array;
  readonly addresses: Map<string, FoundAddress>;
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
  if (before !== undefined) addresses.set(address, { ...before, rules: before.rules + 1 });
  else addresses.set(address, { address, owner: owners.get(address), rules: 1, line });
}

function finish(index: RulesIndex, search: Search): FoundRules {
  const { sought, rules, ruleCount, addresses, lit } = search;
  const services = index.services.filter((service) => isService(sought, service, addresses));
  const chains = byFit(sought, index.chains);
  for (const { chain } of services) lit[chain] = 1;
  const named = new Set(chains);
  index.chains.forEach((chain, number) => {
    if (named.has(chain)) lit[number] = 1;
  });
  return {
    lit,
    services: grouped(services),
    chains: grouped(chains),
    addresses: grouped([...addresses.values()].sort(ownersFirst)),
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

/** Chains whose name holds what is sought; the name itself first, then names that begin so. */
function byFit(sought: Sought, chains: readonly IndexedChain[]): readonly IndexedChain[] {
  if (sought.kind === "nothing" || sought.kind === "mark") return [];
  const nameAt = ({ name }: IndexedChain) => name.toLowerCase().indexOf(sought.text);
  const isWhole = ({ name }: IndexedChain) => name.length === sought.text.length;
  return chains
    .filter((chain) => nameAt(chain) !== -1)
    .sort(
      (one, other) =>
        Number(isWhole(other)) - Number(isWhole(one)) ||
        Math.min(nameAt(one), 1) - Math.min(nameAt(other), 1),
    );
}

function grouped<Item>(items: readonly Item[]): FoundGroup<Item> {
  return { first: items.slice(0, MOST_FOUND), count: items.length };
}
