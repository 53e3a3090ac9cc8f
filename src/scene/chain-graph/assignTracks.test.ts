import fc from "fast-check";
import { expect, test } from "vitest";
import { assignTracks, type Segment } from "./assignTracks";

const anySegments = fc
  .array(fc.record({ fromY: fc.nat(400), toY: fc.nat(400), isShort: fc.constant(false) }), {
    maxLength: 12,
  })
  .map((made) => made.map((segment, index) => ({ ...segment, id: String(index) })));

const beside = (one: Segment, other: Segment) =>
  Math.min(one.fromY, one.toY) < Math.max(other.fromY, other.toY) &&
  Math.min(other.fromY, other.toY) < Math.max(one.fromY, one.toY);

test("segments that lie beside each other have tracks of their own", () => {
  fc.assert(
    fc.property(anySegments, (segments) => {
      const tracks = assignTracks(segments);
      for (const one of segments) {
        for (const other of segments) {
          if (one !== other && beside(one, other)) {
            expect(tracks.get(one.id)).not.toBe(tracks.get(other.id));
          }
        }
      }
    }),
  );
});

/** Whether the level pieces of one arrow cross the upright piece of the other. */
function cross(one: Segment, other: Segment, tracks: ReadonlyMap<string, number>): boolean {
  const track = (segment: Segment) => tracks.get(segment.id) ?? 0;
  const spans = (segment: Segment, y: number) =>
    y > Math.min(segment.fromY, segment.toY) && y < Math.max(segment.fromY, segment.toY);
  const isLeft = track(other) < track(one);
  return isLeft ? spans(other, one.fromY) : spans(other, one.toY);
}

test("arrows whose ends stand in the same order do not cross", () => {
  const ends = fc.uniqueArray(fc.nat(50), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(ends, ends, (one, other) => {
      const count = Math.min(one.length, other.length);
      const order = (values: readonly number[]) =>
        values
          .slice(0, count)
          .sort((a, b) => a - b)
          .map((value) => value * 10);
      const from = order(one);
      const to = order(other);
      const segments = from.map((fromY, index) => ({
        id: String(index),
        fromY,
        toY: (to[index] ?? 0) + 1,
        isShort: false,
      }));
      const tracks = assignTracks(segments);
      for (const [index, segment] of segments.entries()) {
        for (const later of segments.slice(index + 1)) {
          expect(cross(segment, later, tracks) || cross(later, segment, tracks)).toBe(false);
        }
      }
    }),
  );
});
