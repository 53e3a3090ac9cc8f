import clsx from "clsx";

export interface HeatBarProps {
  /** 0 to 1; its length says it, so that no colour has to be told from another. */
  readonly share: number;
  readonly className?: string;
}

/** A small bar for how much came through. The number itself is said beside it, or by what it stands in. */
export function HeatBar({ share, className }: HeatBarProps) {
  return (
    <span
      aria-hidden="true"
      data-heat={share.toFixed(2)}
      className={clsx("inline-block h-1.5 w-8 shrink-0 rounded-1 bg-heat-track", className)}
    >
      <span
        className="block h-full rounded-1 bg-heat"
        style={{ width: `${Math.round(share * 100)}%` }}
      />
    </span>
  );
}
