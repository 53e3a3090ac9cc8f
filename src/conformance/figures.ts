/**
 * What the last comparison with a live kernel found. `npm run conformance -- --write-figures` writes the file; nobody
 * types it.
 */
export interface Figures {
  /** Version of the Linux kernel that was asked, as 6.1.0. */
  readonly kernel: string;
  /** Version of iptables-legacy, as 1.8.9. */
  readonly iptables: string;
  /** The day, as 2025-12-31. */
  readonly date: string;
  /** Seeds of the random rulesets, from first to last. */
  readonly seeds: { readonly first: number; readonly last: number };
  readonly rulesets: number;
  /** Cases written by hand, rulesets that the kernel refused among them. */
  readonly cases: number;
  /** Packets compared, replies included, and the hops that they took. */
  readonly packets: number;
  readonly hops: number;
  readonly differences: number;
  /** Which address families the recorder knows. */
  readonly families: readonly string[];
  /** SHA-256 over the engine's sources at that time (`scripts/engineSources.mjs`). */
  readonly engineSources: string;
}

/** Reads the figures; they are no part of the first load. */
export async function loadFigures(): Promise<Figures> {
  return (await import("./figures.json")).default;
}

/** Whether the engine's sources have changed since the kernel was asked. */
export function isStale({ engineSources }: Figures): boolean {
  return engineSources !== __ENGINE_SOURCES__;
}
