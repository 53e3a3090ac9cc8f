/** The vertical piece of an arrow in the gap between two columns. */
export interface Segment {
  readonly id: string;
  /** Where it comes from, on the left. */
  readonly fromY: number;
  readonly toY: number;
  /** It turns back to the left at once and lies nearest to the boxes it comes from. */
  readonly isShort: boolean;
}

/** Pieces nearer to each other than this end to end do not share a track. */
const CLEAR_PX = 8;

/**
 * Gives each segment a track, 0 being the leftmost, such that two that lie beside each other have different ones.
 * Of segments that go up the one from above lies further left, of those that go down the one from below: so arrows whose
 * ends stand in the same order do not cross.
 */
export function assignTracks(segments: readonly Segment[]): ReadonlyMap<string, number> {
  const short = segments.filter(({ isShort }) => isShort);
  const long = segments.filter(({ isShort }) => !isShort);
  const up = long.filter(({ fromY, toY }) => toY < fromY).sort((a, b) => a.fromY - b.fromY);
  const down = long.filter(({ fromY, toY }) => toY >= fromY).sort((a, b) => b.fromY - a.fromY);
  const tracks = new Map<string, number>();
  const placed: Segment[] = [];
  for (const segment of [...short, ...up, ...down]) {
    const beside = placed.filter((other) => overlaps(segment, other));
    tracks.set(segment.id, Math.max(-1, ...beside.map(({ id }) => tracks.get(id) ?? 0)) + 1);
    placed.push(segment);
  }
  return tracks;
}

function overlaps(one: Segment, other: Segment): boolean {
  const top = (segment: Segment) => Math.min(segment.fromY, segment.toY);
  const bottom = (segment: Segment) => Math.max(segment.fromY, segment.toY);
  return top(one) < bottom(other) + CLEAR_PX && bottom(one) > top(other) - CLEAR_PX;
}
