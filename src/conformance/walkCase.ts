import { buildWorld, sendPacket, type Trace } from "@/engine";
import { readRecorderCase } from "@/intake/recorder-case/recorderCase";
import { recorderTurns } from "./recorderShape";

/** What became of a case, in the shape that the recorder prints. */
export type CaseResult =
  | { readonly name: string; readonly packets: readonly object[] }
  /** The kernel would not load it. */
  | { readonly name: string; readonly error: string };

export type WalkedCase =
  /** `traces` are the walks behind the result, one a packet. */
  | { readonly ok: true; readonly result: CaseResult; readonly traces: readonly Trace[] }
  /** It is no case. A sentence. */
  | { readonly ok: false; readonly why: string };

/** Walks the packets of one recorder case, one after the other. Never throws. */
export function walkCase(written: unknown): WalkedCase {
  const read = readRecorderCase(written);
  if (!read.ok) return read;
  const { name, spec, packets, refusal } = read.value;
  const { world: fresh, problems } = buildWorld(spec);
  const error = refusal ?? problems.map(({ host, text, why }) => `${host}: ${text}: ${why}`)[0];
  if (error !== undefined) return { ok: true, result: { name, error }, traces: [] };
  let world = fresh;
  const results: object[] = [];
  const traces: Trace[] = [];
  for (const { request, chance, written: packet } of packets) {
    const sent = sendPacket(world, request, chance);
    world = sent.world;
    traces.push(sent.trace);
    results.push({ packet, turns: recorderTurns(sent.trace) });
  }
  return { ok: true, result: { name, packets: results }, traces };
}
