import fc from "fast-check";
import { restMs, SETTLE_MS, TRAVEL_MS } from "../playback/durations";
import { CHANGE_KINDS, type Stop } from "../playback/stop";
import type { Timeline } from "../playback/timeline";

/** A timeline of one part with such changes at its stops; for what only looks at times. */
export function madeTimeline(changes: readonly Stop["change"][]): Timeline {
  const base = { turn: 0, made: undefined, hop: undefined, at: "node", lane: "nat" } as const;
  const stops: Stop[] = [
    { ...base, index: 0, change: undefined, startMs: 0, arriveMs: 0, endMs: 0 },
  ];
  for (const change of changes) {
    const startMs = stops.at(-1)?.endMs ?? 0;
    const arriveMs = startMs + TRAVEL_MS + SETTLE_MS;
    const endMs = arriveMs + restMs(change);
    stops.push({ ...base, index: stops.length, change, startMs, arriveMs, endMs });
  }
  const lastStop = stops.length - 1;
  const outcome = { what: "local", at: "node" } as const;
  const hosts = [{ host: "node", firstStop: 0, lastStop }];
  const parts = [{ label: "Request", firstStop: 0, lastStop, hosts, outcome }];
  return { stops, parts, durationMs: stops.at(-1)?.endMs ?? 0 };
}

/** Any timeline of up to `most` hops. */
export function anyTimeline(most = 60): fc.Arbitrary<Timeline> {
  const change = fc.option(
    fc.constantFrom(...CHANGE_KINDS).map((kind) => ({ kind, label: kind, rewrites: [] })),
    { nil: undefined },
  );
  return fc.array(change, { minLength: 1, maxLength: most }).map(madeTimeline);
}
