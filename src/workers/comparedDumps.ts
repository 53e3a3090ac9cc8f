import { compareRulesets, type RulesetComparison } from "@/comparison/compareRulesets";
import type { PacketComparison } from "@/comparison/packets/packetComparison";
import { sendersIn } from "@/comparison/packets/sendersIn";
import { type Senders, type Surroundings, surroundingsOf } from "@/comparison/packets/surroundings";
import { tryPackets } from "@/comparison/packets/tryPackets";
import { wishesFor } from "@/comparison/packets/wishesFor";
import {
  type Address,
  buildWorld,
  emptyRuleset,
  type Family,
  familyOf,
  type PacketRequest,
  parseRuleset,
  type Ruleset,
  type World,
} from "@/engine";
import { dumpFacts } from "./dumpFacts";
import type { PlainWorld } from "./plainWorld";

/** The rules of one node, of one family or both, as text. */
export interface DumpToCompare {
  readonly rules: readonly { readonly family: Family; readonly text: string }[];
}

export interface DumpsToCompare {
  readonly before: DumpToCompare;
  readonly now: DumpToCompare;
  /** The node and what is around it, where more than its rules is known: both dumps are walked in it. */
  readonly known?: KnownSurroundings | undefined;
  /** Packets that are tried whatever differs. */
  readonly given?: readonly GivenPacket[] | undefined;
}

/** A packet of the user's own. */
export interface GivenPacket {
  /** From a host of its document. */
  readonly request: PacketRequest;
  /** Whether the node sends it that is compared. */
  readonly isFromNode: boolean;
  /** What it is sent from; undefined for a node's own choice. */
  readonly source: Address | undefined;
}

export interface KnownSurroundings {
  readonly world: PlainWorld;
  /** The name of the node that is compared. */
  readonly node: string;
}

/** What differs between two dumps. Plain data, that a worker can hand over. */
export interface DumpComparison {
  /** One for each family that either dump has. */
  readonly families: readonly FamilyComparison[];
}

/** What differs between the rules of one family, and which packets fare differently for it. */
export interface FamilyComparison extends RulesetComparison {
  readonly packets: PacketComparison;
  /** What the packets were sent through, where it was made from the rules; undefined where it was known. */
  readonly made: Surroundings | undefined;
}

type Report = (line: string) => void;

/** Compares two dumps; `report` is told now and then how far it is. */
export function compareDumps(
  dumps: DumpsToCompare,
  report: Report = () => undefined,
): DumpComparison {
  report("Reading the rules before");
  const before = readSide(dumps.before);
  report("Reading the rules now");
  const now = readSide(dumps.now);
  const families = new Set([...before.keys(), ...now.keys()]);
  return {
    families: [...families].map((family) =>
      compareFamily(
        {
          before: before.get(family) ?? emptyRuleset(family),
          now: now.get(family) ?? emptyRuleset(family),
        },
        dumps,
        report,
      ),
    ),
  };
}

interface Rulesets {
  readonly before: Ruleset;
  readonly now: Ruleset;
}

function compareFamily(
  rulesets: Rulesets,
  { known, given = [] }: DumpsToCompare,
  report: Report,
): FamilyComparison {
  const comparison = compareRulesets(rulesets, (done, chains) =>
    report(`${count(done)} of ${count(chains)} chains compared`),
  );
  if (comparison.chains.length === 0)
    return { ...comparison, packets: NO_PACKETS, made: undefined };
  report("Making packets from the rules that differ");
  const wishes = wishesFor(rulesets, comparison.chains);
  const facts = factsOf(rulesets);
  const senders = known && sendersIn(known.world, { ...facts, node: known.node });
  const way =
    known === undefined || senders === undefined ? makeWay(facts) : knownWay(known, senders);
  const packets = tryPackets({
    before: way.worldOf(rulesets.before),
    now: way.worldOf(rulesets.now),
    senders: way.senders,
    wishes,
    given: given
      .filter(({ request }) => familyOf(request.destination) === comparison.family)
      .map((one) => (way.made === undefined ? one.request : placedIn(way.senders, one))),
    onProgress: (done, total) => report(`${count(done)} of ${count(total)} packets sent`),
  });
  return { ...comparison, packets, made: way.made };
}

/** The user's packet from whoever stands for its sender where the surroundings are made. */
function placedIn(senders: Senders, { request, isFromNode, source }: GivenPacket): PacketRequest {
  const sender = isFromNode
    ? { name: senders.node, address: senders.nodeAddress }
    : { ...senders.outside, address: source ?? senders.outside.address };
  return { ...request, from: sender.name, source: sender.address };
}

const NO_PACKETS: PacketComparison = {
  tried: 0,
  possible: 0,
  rules: 0,
  rulesWithout: 0,
  given: 0,
  differing: 0,
  packets: [],
};

/** What packets are sent through. */
interface Way {
  readonly senders: Senders;
  readonly made: Surroundings | undefined;
  worldOf(rules: Ruleset): World;
}

function makeWay(facts: ReturnType<typeof factsOf>): Way {
  const made = surroundingsOf(facts);
  const { node, hosts, senders } = made;
  return {
    senders,
    made,
    worldOf: (rules) => buildWorld({ nodes: [{ ...node, rules }], hosts, conntrack: "on" }).world,
  };
}

function knownWay({ world, node }: KnownSurroundings, senders: Senders): Way {
  const others = world.nodes.map(({ rules, rulesOfOtherFamily: _other, ...facts }) => ({
    ...facts,
    rules: parseRuleset(rules.text, { family: rules.family, rules: "when asked" }).ruleset,
  }));
  return {
    senders,
    made: undefined,
    worldOf(rules) {
      const nodes = others.map((one) => (one.name === node ? { ...one, rules } : one));
      return buildWorld({ ...world, nodes }).world;
    },
  };
}

/** What the rules of both tell, so that both are walked in the same surroundings. */
function factsOf({ before, now }: Rulesets) {
  const all = [dumpFacts(now), dumpFacts(before)];
  const union = (of: (facts: ReturnType<typeof dumpFacts>) => readonly string[]) => [
    ...new Set(all.flatMap(of)),
  ];
  return {
    family: now.family,
    interfaces: union(({ interfaces }) => interfaces),
    addresses: union(({ addresses }) => addresses),
    pods: union(({ pods }) => pods),
  };
}

function readSide({ rules }: DumpToCompare): ReadonlyMap<Family, Ruleset> {
  return new Map(
    rules
      .filter(({ text }) => text.trim() !== "")
      .map(({ family, text }) => [
        family,
        parseRuleset(text, { family, rules: "when asked" }).ruleset,
      ]),
  );
}

function count(value: number): string {
  return value.toLocaleString("en");
}
