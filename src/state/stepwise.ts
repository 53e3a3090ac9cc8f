/** A result that can be made a step at a time, or at once by who cannot wait: what was done is not done again. */
export class Stepwise<Result> {
  readonly #steps: Generator<undefined, Result, undefined>;
  #made: { readonly result: Result } | undefined;

  constructor(steps: Generator<undefined, Result, undefined>) {
    this.#steps = steps;
  }

  /** The result; makes what is left of it. */
  get result(): Result {
    for (;;) {
      if (this.#made !== undefined) return this.#made.result;
      this.#goOn();
    }
  }

  /** Makes what is left of it, with a pause behind each step. */
  *steps(): Generator<undefined, void, undefined> {
    while (this.#made === undefined) {
      this.#goOn();
      yield undefined;
    }
  }

  #goOn(): void {
    const step = this.#steps.next();
    if (step.done === true) this.#made = { result: step.value };
  }
}
