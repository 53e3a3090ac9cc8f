import type { ChainHop } from "@/engine";
import type { TraceStep } from "@/intake/traces/traceStep";

/** A field of the packet that the trace and the engine show differently. */
export interface FieldDifference {
  /** `mark`, `destination`, `source port` … */
  readonly field: string;
  readonly kernel: string;
  readonly engine: string;
}

/** A step of the kernel beside the engine's hop at the same place; one is missing where only the other has it. */
export interface StepPair {
  readonly step: TraceStep | undefined;
  readonly hop: ChainHop | undefined;
  /** What of the packet is not the same; empty where one of the two is missing. */
  readonly fields: readonly FieldDifference[];
}

/** Whether both were at one place with one packet. */
export function isSamePair({ step, hop, fields }: StepPair): boolean {
  return step !== undefined && hop !== undefined && fields.length === 0;
}
