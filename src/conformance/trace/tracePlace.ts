import type { ChainHop } from "@/engine";
import type { TraceStep } from "@/intake/traces/traceStep";

/** Where a step stands, as the kernel writes it: `nat:KUBE-SVC-X:rule:2`. */
export function placeOfStep({ table, chain, kind, ruleNumber, ruleHandle }: TraceStep): string {
  const handle = ruleHandle === undefined ? undefined : `0x${ruleHandle.toString(16)}`;
  return [table, chain, kind, ruleNumber ?? handle].filter((word) => word !== undefined).join(":");
}

/** The same of a hop. */
export function placeOfHop({ table, chain, kind, ruleNumber }: ChainHop): string {
  return [table, chain, kind, ruleNumber].join(":");
}
