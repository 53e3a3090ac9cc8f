import { useStore } from "@/state/store";

/** What the picture is made of, in one line. */
export function MapLegend({ hasCounters }: { readonly hasCounters: boolean }) {
  const showsHeat = useStore((state) => state.panels.showsHeat);
  return (
    <footer className="flex min-h-6 shrink-0 flex-wrap items-center gap-x-5 overflow-hidden px-4 text-sm text-text-3 in-data-[density=projector]:text-[16px]/[24px]">
      <span>
        Each block is a chain<span className="max-md:hidden">, taller the more rules it has</span>
      </span>
      <span className="flex items-center gap-1.5 max-md:hidden">
        <span className="h-2.5 w-5 rounded-1 bg-table-nat" />
        <span className="h-2.5 w-4 rounded-1 bg-table-nat/50" />
        paler: belongs to the one above
      </span>
      {hasCounters && showsHeat && (
        <span className="flex items-center gap-1.5">
          <span className="h-2.5 w-10 rounded-1 bg-linear-to-r from-table-nat/60 to-heat" />
          packets counted, to ten million
        </span>
      )}
      <span className="flex items-center gap-1.5">
        <span className="h-0.5 w-4 bg-ink" />
        <span className="-ml-1 size-2 rounded-full bg-ink" />
        the packet's way
      </span>
    </footer>
  );
}
