import { findDifference } from "./findDifference";
import { giveDraws } from "./giveDraws";
import type { RecordedCase, RecordedTurn } from "./recordedCase";
import { walkCase } from "./walkCase";

/** How a case went in the engine, beside what the kernel did with it. */
export interface Comparison {
  readonly name: string;
  /** Packets that the kernel was seen to handle: those of the case, and their replies. */
  readonly packets: number;
  /** Rules that matched and chains that ran out, answers' own ways not counted. */
  readonly hops: number;
  /** Whether the kernel would not load the rules at all; the engine has to refuse them too. */
  readonly isRefused: boolean;
  readonly differences: readonly Difference[];
}

/** One place where engine and kernel do not agree. */
export interface Difference {
  /** Which packet of the case and which turn of its conversation, from 0; absent when the whole case differs. */
  readonly packet?: number;
  readonly turn?: number;
  /** The first thing that differs, in words. */
  readonly sentence: string;
  /** The two turns; one is missing where only the other has it. */
  readonly kernel?: RecordedTurn;
  readonly engine?: RecordedTurn;
}

interface Walked {
  readonly error?: string;
  readonly packets?: readonly { readonly turns: readonly RecordedTurn[] }[];
}

/**
 * Walks a recorded case in the engine, which is told what chance decided and nothing else of the answer, and compares.
 * Never throws: a case that the engine cannot read is a difference.
 */
export function compareWithKernel(recorded: RecordedCase): Comparison {
  const turns = (recorded.packets ?? []).flatMap((packet) => packet.turns);
  return {
    name: recorded.name,
    packets: turns.length,
    hops: turns.reduce((sum, { hops = [] }) => sum + hops.length, 0),
    isRefused: recorded.error !== undefined,
    differences: differencesOf(recorded, walked(recorded)),
  };
}

function walked(recorded: RecordedCase): Walked {
  const result = walkCase(giveDraws(recorded));
  // What the engine says is taken through JSON, as the recorder's word was: there is no undefined in it.
  return result.ok ? JSON.parse(JSON.stringify(result.result)) : { error: result.why };
}

function differencesOf(recorded: RecordedCase, engine: Walked): readonly Difference[] {
  if (recorded.error !== undefined) {
    const sentence = `The kernel refused the rules (${recorded.error}), the engine took them.`;
    return engine.error === undefined ? [{ sentence }] : [];
  }
  if (engine.error !== undefined) {
    return [{ sentence: `The engine refused what the kernel took: ${engine.error}` }];
  }
  return (recorded.packets ?? []).flatMap(({ turns }, packet) =>
    turnDifferences(turns, engine.packets?.[packet]?.turns ?? []).map((difference) => ({
      ...difference,
      packet,
    })),
  );
}

function turnDifferences(
  kernel: readonly RecordedTurn[],
  engine: readonly RecordedTurn[],
): readonly Difference[] {
  const differences: Difference[] = [];
  for (const [turn, theirs] of kernel.entries()) {
    const ours = engine[turn];
    if (ours === undefined) {
      differences.push({ turn, sentence: "The engine has no such turn.", kernel: theirs });
      continue;
    }
    const sentence = describeDifference(theirs, ours);
    if (sentence !== undefined) differences.push({ turn, sentence, kernel: theirs, engine: ours });
  }
  const extra = engine[kernel.length];
  if (extra !== undefined) {
    const sentence = `The engine has ${engine.length} turns, the kernel ${kernel.length}.`;
    differences.push({ turn: kernel.length, sentence, engine: extra });
  }
  return differences;
}

function describeDifference(theirs: RecordedTurn, ours: RecordedTurn): string | undefined {
  const difference = findDifference(theirs, ours);
  if (difference === undefined) return undefined;
  const { part, hop, kernel, engine } = difference;
  const where = hop === undefined ? part : `${part} ${hop + 1}`;
  return `${where}: kernel ${JSON.stringify(kernel)}, engine ${JSON.stringify(engine)}`;
}
