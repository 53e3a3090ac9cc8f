import { type Chance, type PacketRequest, sendPacket, type Trace, type World } from "@/engine";
import { SEED_LIMIT, type WalkDocument } from "@/scenarios/walkDocument";
import type { Timeline } from "@/scene/playback/timeline";
import { timeline } from "@/scene/playback/timeline";
import type { KernelBeside } from "../traced/kernelBeside";
import { type DescribedWorld, describedWorld } from "./describedWorld";
import { type PacketProblem, packetRequest } from "./packetRequest";

/** One walk of the document's packet, or why there is none. */
export interface Walk {
  readonly trace: Trace | undefined;
  readonly timeline: Timeline | undefined;
  /** A sentence for the place where the walk would be. */
  readonly problem: string | undefined;
  /** The field of the packet form that the problem lies in. */
  readonly problemField: PacketProblem["field"] | undefined;
  /** The world that the packet was sent into, for questions about rules that were passed over. */
  readonly world: World | undefined;
  readonly described: DescribedWorld;
  /** What a kernel was seen to do with the same packet; undefined for one that nobody traced. */
  readonly kernel?: KernelBeside | undefined;
}

/** Walks the packets of a document's trace. Loaded with the first document that has one. */
export type TraceWalker = (document: WalkDocument, described: DescribedWorld) => readonly Walk[];

let walkTraced: TraceWalker | undefined;

/** From now on documents with a trace can be walked. */
export function teachToWalkTraces(walker: TraceWalker): void {
  walkTraced = walker;
}

const walks = new WeakMap<WalkDocument, readonly Walk[]>();

/**
 * Walk number `index` of a document. Made once for each document: the same document gives the same object.
 * An index behind the last walk gives the last.
 */
export function walkOf(document: WalkDocument, index: number): Walk {
  const all = walksOf(document);
  const walk = all[Math.min(index, all.length - 1)];
  if (walk === undefined) throw new Error("a document has at least one walk");
  return walk;
}

/** All walks of a document: one, or as many as new connections were asked for. Never empty. */
export function walksOf(document: WalkDocument): readonly Walk[] {
  const known = walks.get(document);
  if (known !== undefined) return known;
  const made = walkAll(document);
  walks.set(document, made);
  return made;
}

function walkAll(document: WalkDocument): readonly Walk[] {
  const described = describedWorld(document.source);
  if (document.traced?.isWalked && walkTraced) return walkTraced(document, described);
  const result = packetRequest(document, described);
  if (!result.ok) return [noWalk(described, result.problem)];
  const { count, as } = document.packet;
  const made: Walk[] = [];
  let world = described.world;
  for (let index = 0; index < (as === "one connection" ? 1 : count); index++) {
    const chance: Chance = { kind: "seed", seed: (document.seed + index) % SEED_LIMIT };
    const sent = sendPacket(world, nthConnection(result.request, index), chance);
    made.push({
      ...NO_PROBLEM,
      trace: sent.trace,
      timeline: timeline(sent.trace),
      world,
      described,
    });
    world = sent.world;
  }
  return made;
}

const NO_PROBLEM = { problem: undefined, problemField: undefined };

const LAST_PORT = 65535;

/** Each new connection takes the next source port, as a client's kernel would; after the last comes the first. */
function nthConnection(request: PacketRequest, index: number): PacketRequest {
  if (request.sourcePort === undefined) return request;
  return { ...request, sourcePort: ((request.sourcePort - 1 + index) % LAST_PORT) + 1 };
}

function noWalk(described: DescribedWorld, { field, sentence }: PacketProblem): Walk {
  return {
    trace: undefined,
    timeline: undefined,
    problem: sentence,
    problemField: field,
    world: undefined,
    described,
  };
}
