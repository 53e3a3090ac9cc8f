/** Long enough to get on, short enough that the page answers. */
const SLICE_MS = 12;

/** Runs a computation to its end with pauses in between. Undefined when it was given up before. */
export async function runInSlices<Result>(
  steps: Generator<undefined, Result, undefined>,
  isGivenUp: () => boolean,
): Promise<Result | undefined> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (isGivenUp()) return undefined;
  }
}
