export interface ProgressBarProps {
  /** What goes on, for a screen reader. */
  readonly label: string;
  /** 0 to `total`. */
  readonly done: number;
  readonly total: number;
}

/** How far something is that takes a while. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  const percent = total === 0 ? 0 : Math.round((100 * done) / total);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1.5 overflow-hidden rounded-full bg-inset ring-1 ring-line ring-inset"
    >
      <div className="h-full rounded-full bg-ink" style={{ width: `${percent}%` }} />
    </div>
  );
}
