import { familyOf, parseAddress } from "@/engine";
import type { WalkDocument } from "@/scenarios/walkDocument";
import type { DumpsToCompare, DumpToCompare, GivenPacket } from "@/workers/comparedDumps";
import { plainWorld } from "@/workers/plainWorld";
import { describedWorld } from "../walk/describedWorld";
import { packetRequest } from "../walk/packetRequest";
import type { ComparedSide } from "./compareStore";

/** Two sides as a worker is handed them, with the surroundings that are known and, where it fits, the packet on the screen. */
export function dumpsOf(
  before: ComparedSide,
  now: ComparedSide,
  shown: WalkDocument,
): DumpsToCompare {
  const known = knownSide(before, now);
  return {
    before: rulesOf(before),
    now: rulesOf(now),
    known: known && { world: worldOf(known.document), node: known.node },
    given: packetOf([now, before], shown),
  };
}

/**
 * The side of whose node more is known than its rules, the later one first. Both dumps are walked in its surroundings, so
 * that only rules make a difference.
 */
export function knownSide(before: ComparedSide, now: ComparedSide): ComparedSide | undefined {
  return [now, before].find(({ document: { source }, node }) => {
    if (source.kind === "cluster") return true;
    const { unknown } = source.nodes.find(({ name }) => name === node) ?? {};
    return unknown !== undefined && !(unknown.addresses === true && unknown.routes === true);
  });
}

function rulesOf({ document, node }: ComparedSide): DumpToCompare {
  const rules = describedWorld(document.source).rules.get(node);
  const both = rules === undefined ? [] : [rules, rules.otherFamily];
  return {
    rules: both.flatMap((one) =>
      one === undefined ? [] : { family: one.ruleset.family, text: one.text },
    ),
  };
}

function worldOf({ source }: WalkDocument) {
  const { spec, rules } = describedWorld(source);
  return plainWorld(spec, rules);
}

/** The packet on the screen, if the document there is one of the two. */
function packetOf(sides: readonly ComparedSide[], shown: WalkDocument): readonly GivenPacket[] {
  const side = sides.find(({ document }) => document.source === shown.source);
  if (side === undefined) return [];
  const described = describedWorld(shown.source);
  const asked = packetRequest(shown, described);
  if (!asked.ok) return [];
  const { request } = asked;
  const host = described.spec.hosts.find(({ name }) => name === request.from);
  const addresses = host?.addresses.flatMap((text) => parseAddress(text) ?? []) ?? [];
  const family = familyOf(request.destination);
  const source = addresses.find((address) => familyOf(address) === family);
  return [{ request: { ...request, replies: 0 }, isFromNode: request.from === side.node, source }];
}
