/** Says in a word what somebody changed about a rule. */
export function ChangeMark({ children }: { readonly children: string }) {
  return (
    <span className="mr-2 shrink-0 rounded-1 bg-target-mark-soft px-1 font-sans text-[11px]/[16px] text-target-mark-text ring-1 ring-target-mark-line">
      {children}
    </span>
  );
}
