import type { SVGProps } from "react";

/** The sign ≠, drawn so that it looks the same whatever fonts there are. */
export function NotEqual(props: SVGProps<SVGSVGElement>) {
  const isNamed = props["aria-label"] !== undefined;
  return (
    <svg
      viewBox="0 0 12 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      role={isNamed ? "img" : undefined}
      aria-hidden={isNamed ? undefined : true}
      {...props}
    >
      <path d="M2 4.5h8M2 7.75h8M7.75 1.75l-3.5 8.75" />
    </svg>
  );
}
