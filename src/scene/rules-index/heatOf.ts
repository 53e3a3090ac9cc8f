/** From so many packets on a bar is full. */
const FULL_DECADES = 7;

/**
 * How hot a rule or chain is, 0 to 1: the logarithm of its packets, full at ten million. The scale is the same for every
 * dump, so that a bar means as much everywhere. 0 where nothing was counted.
 */
export function heatOf(packets: number | undefined): number {
  if (packets === undefined || !(packets > 0)) return 0;
  return Math.min(1, (Math.log10(packets) + 1) / (FULL_DECADES + 1));
}
