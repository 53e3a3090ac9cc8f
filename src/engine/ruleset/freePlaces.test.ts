import fc from "fast-check";
import { expect, test } from "vitest";
import { FreePlaces } from "./freePlaces";

test("the nth free place is the one that a list of free places has there", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 70 }), (draws) => {
      const places = new FreePlaces(draws.length);
      const free = draws.map((_, place) => place);
      for (const draw of draws) {
        const nth = (draw % free.length) + 1;
        expect(places.take(nth)).toBe(free.splice(nth - 1, 1)[0]);
      }
    }),
  );
});
