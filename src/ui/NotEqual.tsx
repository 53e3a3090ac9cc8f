export interface NotEqualProps {
  /** For a screen reader; without it the sign is a decoration. */
  readonly label?: string;
  readonly className?: string;
}

/** The sign ≠, drawn so that it looks the same whatever fonts there are. */
export function NotEqual({ label, className }: NotEqualProps) {
  return (
    <svg
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      role="img"
      aria-label={label ?? "not equal"}
      aria-hidden={label === undefined}
      className={className}
    >
      <path d="M2 4.5h8M2 7.75h8M7.75 1.75l-3.5 8.75" />
    </svg>
  );
}
