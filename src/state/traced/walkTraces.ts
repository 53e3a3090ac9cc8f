import {
  type ReplayedPacket,
  type ReplayedTrace,
  replayTrace,
} from "@/conformance/trace/replayTrace";
import { splitSections } from "@/intake/sections/splitSections";
import { readTrace } from "@/intake/traces/readTrace";
import { timeline } from "@/scene/playback/timeline";
import { remember } from "../remember";
import type { DescribedWorld } from "../walk/describedWorld";
import { teachToWalkTraces, type Walk } from "../walk/walkOf";
import { kernelBesideOf } from "./kernelBesideOf";

/** From now on documents with a trace can be walked: `walkOf` gives its packets one by one. */
export function walkTraces(): Promise<void> {
  teachToWalkTraces(({ traced }, described) => tracedWalks(traced?.text ?? "", described));
  return Promise.resolve();
}

/** The packets of a trace on the rules of a document's nodes. */
export const replayOf = remember(
  (text: string, { spec }: DescribedWorld): ReplayedTrace =>
    replayTrace(readTrace(splitSections(text)), spec),
  2,
);

function tracedWalks(text: string, described: DescribedWorld): readonly Walk[] {
  const replayed = replayOf(text, described);
  const { packets, spec } = replayed;
  if (packets.length === 0)
    return [noWalk(described, "The trace holds no line TRACE: table:chain:rule:number.")];
  return packets.map((packet) => walkOfPacket(packet, { ...described, spec }));
}

function walkOfPacket(packet: ReplayedPacket, described: DescribedWorld): Walk {
  const { walked, notWalked } = packet;
  if (walked === undefined) return noWalk(described, notWalked ?? "");
  const { trace, before } = walked;
  const clock = timeline(trace);
  return {
    trace,
    timeline: clock,
    problem: undefined,
    problemField: undefined,
    world: before,
    described,
    kernel: kernelBesideOf(packet, clock),
  };
}

function noWalk(described: DescribedWorld, problem: string): Walk {
  const nothing = { trace: undefined, timeline: undefined, world: undefined };
  return { ...nothing, problem, problemField: undefined, described };
}
