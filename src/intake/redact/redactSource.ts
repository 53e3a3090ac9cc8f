import { type HostSpec, parseAddress, printAddress } from "@/engine";
import type { CollectedNode } from "../node/collectedNode";
import { AddressMap } from "./addressMap";
import { freezeFor } from "./freezeFor";
import { InterfaceNames } from "./interfaceNames";
import { NameMap } from "./nameMap";
import { countRawBytes } from "./rawBytes";
import { redactHost, redactNode } from "./redactNode";
import { addressesIn, Redactor, type WrittenAddress } from "./redactor";
import { plainRules } from "./redactRules";
import { isWellKnown } from "./wellKnownAddresses";

/** Nodes and who stands around them: what was pasted, as it is known. */
export interface RedactableSource {
  readonly nodes: readonly CollectedNode[];
  readonly hosts: readonly HostSpec[];
}

/** A dump in which nothing tells whose it is, and that walks the same. */
export interface RedactedSource extends RedactableSource {
  /** Old and new, of everything that was replaced: whoever shares the dump can look a name up. */
  readonly replaced: readonly Replacement[];
  /** Addresses that could not be replaced: what is frozen of them leaves no other, or only one of the dump. */
  readonly unchanged: readonly string[];
  /** How many rules test raw bytes in which an address may stand: that test is left out, and they are undecided. */
  readonly rulesLeftOpen: number;
  readonly redactor: Redactor;
}

export interface Replacement {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

/** Another drawing of addresses is tried this often when one comes out as an address that was there before. */
const MOST_TRIES = 24;

/**
 * Replaces addresses, names and comments by neutral ones, the same one everywhere, so that packets fare alike. `seed` is any
 * unsigned 32-bit number: whoever knows it could turn the addresses back. `report` is told what is done now.
 */
export function redactSource(
  source: RedactableSource,
  seed: number,
  report?: (line: string) => void,
): RedactedSource {
  report?.("Looking for addresses");
  const texts = textsOf(source);
  const found = texts.flatMap(addressesIn);
  const written = new Map(found.map((one) => [`${one.address}/${one.mask ?? ""}`, one]));
  const parsed = [...written.values()].map((one) => ({ one, address: parseAddress(one.address) }));
  const old = new Set(parsed.flatMap(({ address }) => address ?? []).map(printAddress));
  const own = parsed.flatMap(({ one, address }) =>
    address === undefined || isWellKnown(address) ? [] : one,
  );
  const frozen = freezeFor(
    source.nodes.flatMap(({ interfaces }) => interfaces.flatMap(({ addresses }) => addresses)),
    texts,
  );
  report?.("Drawing other addresses");
  let best: { readonly addresses: AddressMap; readonly clashes: readonly string[] } | undefined;
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const addresses = new AddressMap({
      seed: (seed + Math.imul(attempt, 0x9e3779b1)) >>> 0,
      frozen,
    });
    const clashes = own
      .filter((one) => old.has(mapped(addresses, one)))
      .map(({ address }) => address);
    if (best === undefined || clashes.length < best.clashes.length) best = { addresses, clashes };
    if (clashes.length === 0) break;
  }
  report?.("Replacing addresses, names and comments");
  const addresses = best?.addresses ?? new AddressMap({ seed, frozen });
  return redactWith(source, { addresses, own, unchanged: [...new Set(best?.clashes)] }, texts);
}

function redactWith(
  { nodes, hosts }: RedactableSource,
  {
    addresses,
    own,
    unchanged,
  }: {
    readonly addresses: AddressMap;
    readonly own: readonly WrittenAddress[];
    readonly unchanged: readonly string[];
  },
  texts: readonly string[],
): RedactedSource {
  const names = new NameMap();
  const interfaces = new InterfaceNames(beginningsIn(texts));
  const redactor = new Redactor({ addresses, names, interfaces });
  const old = {
    nodes: new Set(nodes.map(({ name }) => name)),
    interfaces: new Set(nodes[0]?.interfaces.map(({ name }) => name) ?? []),
    segments: new Set(
      nodes.flatMap((node) => node.interfaces.flatMap(({ network }) => network ?? [])),
    ),
  };
  const redacted = {
    nodes: nodes.map((node) => redactNode(node, redactor)),
    hosts: hosts.map((host) => redactHost(host, redactor, old)),
  };
  const replaced = [
    ...[...new Map(own.map((one) => [one.address, mapped(addresses, one)]))].map(([from, to]) => ({
      kind: "address",
      from,
      to,
    })),
    ...interfaces.pairs.map(([from, to]) => ({ kind: "interface", from, to })),
    ...names.pairs,
  ];
  return {
    ...redacted,
    redactor,
    unchanged,
    rulesLeftOpen: redacted.nodes.reduce((sum, node) => sum + countIn(node), 0),
    replaced: replaced.filter(({ from, to }) => from !== to),
  };
}

function countIn({ rulesText, rulesTextOfOtherFamily = "" }: CollectedNode): number {
  return countRawBytes(rulesText) + countRawBytes(rulesTextOfOtherFamily);
}

/** Without its mask. */
function mapped(addresses: AddressMap, { address, mask }: WrittenAddress): string {
  const parsed = parseAddress(address);
  if (parsed === undefined) return address;
  if (mask === undefined) return addresses.map(parsed);
  return addresses.mapMasked(parsed, mask).split("/")[0] ?? address;
}

/** What stands before `+` in rules, or in an entry of a set before `wildcard`. */
function beginningsIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(BEGINNING)].map(([, inRule, inSet = ""]) => inRule ?? inSet),
    ),
  );
}

const BEGINNING =
  /(?:-[io]|--physdev-(?:in|out)) (\S*)\+(?=\s|$)|,(?:physdev:)?([^\s,]+) (?:\S.* )?wildcard$/gm;

/** Every text that an address may stand in; the rules as they will be printed, so that prose around them does not count. */
function textsOf({ nodes, hosts }: RedactableSource): readonly string[] {
  return [
    ...nodes.flatMap((node) => [
      plainRules(node.rulesText),
      plainRules(node.rulesTextOfOtherFamily ?? ""),
      ...node.interfaces.flatMap(({ addresses }) => addresses),
      ...node.routes,
      ...(node.routingRules ?? []),
      ...node.ipsets,
      ...(node.connections ?? []),
    ]),
    ...hosts.flatMap(({ addresses, gateway = "" }) => [...addresses, gateway]),
  ];
}
