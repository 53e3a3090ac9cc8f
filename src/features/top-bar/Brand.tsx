/** The mark and the name of the page. */
export function Brand({ hasName }: { readonly hasName: boolean }) {
  return (
    <div className="flex items-center gap-2 text-[14px] font-semibold xl:w-62">
      <svg
        aria-hidden="true"
        width="20"
        height="20"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      >
        <rect x="1.5" y="3.5" width="7" height="5" rx="1.5" />
        <rect x="11.5" y="11.5" width="7" height="5" rx="1.5" />
        <path d="M8.5 6H10a1.5 1.5 0 0 1 1.5 1.5V8" />
        <circle cx="11.5" cy="8.75" r="2" fill="currentColor" stroke="none" />
      </svg>
      <h1 className={hasName ? undefined : "sr-only"}>Chainwalk</h1>
    </div>
  );
}
