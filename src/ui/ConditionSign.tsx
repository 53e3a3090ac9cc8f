import { CircleDashed, Hourglass } from "lucide-react";

export interface ConditionSignProps {
  /** undefined draws nothing. */
  readonly condition: "not ready" | "terminating" | undefined;
}

const ICONS = { "not ready": CircleDashed, terminating: Hourglass } as const;

/** That a pod is not just ready: a sign, and the words for who cannot see it. */
export function ConditionSign({ condition }: ConditionSignProps) {
  if (condition === undefined) return null;
  const Icon = ICONS[condition];
  return (
    <span title={condition} className="inline-flex shrink-0 items-center text-target-mark-text">
      <Icon aria-hidden="true" className="size-3.5" />
      <span className="sr-only">{condition}</span>
    </span>
  );
}
