import clsx from "clsx";
import { Button, type ButtonProps } from "./Button";
import { Tooltip } from "./Tooltip";

export interface IconButtonProps extends Omit<ButtonProps, "aria-label"> {
  /** What it does: its name and its tooltip. */
  readonly label: string;
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string;
}

/** A square button with only an icon; the tooltip and a screen reader say its label. */
export function IconButton({ label, shortcut, className, size, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={shortcut === undefined ? label : `${label} (${shortcut})`}>
      <Button
        variant="plain"
        {...rest}
        size={size ?? "default"}
        aria-label={label}
        className={clsx(size === "touch" ? "w-11" : "w-(--control)", "px-0!", className)}
      />
    </Tooltip>
  );
}
