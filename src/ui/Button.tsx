import clsx from "clsx";
import type { ComponentProps } from "react";

export interface ButtonProps extends ComponentProps<"button"> {
  /** `primary` is for the one thing a panel is there for. */
  readonly variant?: "default" | "primary" | "plain";
  /** `touch` is 44 px high, for the phone's fixed bar. */
  readonly size?: "default" | "touch";
}

const VARIANTS = {
  default: "border-line bg-box hover:bg-hover",
  primary: "border-ink bg-ink font-semibold text-on-ink hover:opacity-90",
  plain: "border-transparent hover:bg-hover",
} as const;

/** A button with words on it. A toggle is one with `aria-pressed`. */
export function Button({ variant = "default", size, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={clsx(
        "inline-flex items-center justify-center gap-1.5 rounded-2 border px-2.5 text-md whitespace-nowrap",
        "transition-colors duration-(--dur-hover) disabled:opacity-40 aria-pressed:bg-selected",
        VARIANTS[variant],
        size === "touch" && "h-11",
        size !== "touch" && (variant === "primary" ? "h-(--control-primary)" : "h-(--control)"),
        className,
      )}
    />
  );
}
