import fc from "fast-check";
import { expect, test } from "vitest";
import { sortInSteps } from "./sortInSteps";

type Item = readonly [key: number, place: number];

const byKey = ([one]: Item, [other]: Item) => one - other;

test("sorts as Array.sort does, equal ones in their order, with pauses of at most a thousand items", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { minLength: 0, maxLength: 40 }),
      fc.nat(120),
      (keys, times) => {
        const all = Array.from({ length: times }, () => keys).flat();
        const items = all.map((key, place): Item => [key, place]);
        const steps = sortInSteps(items, byKey);
        let pauses = 0;
        for (;;) {
          const step = steps.next();
          if (step.done === true) {
            expect(step.value).toEqual(items.toSorted(byKey));
            break;
          }
          pauses += 1;
        }
        expect(pauses).toBeGreaterThanOrEqual(Math.ceil(items.length / 1000));
      },
    ),
    { numRuns: 60 },
  );
});
