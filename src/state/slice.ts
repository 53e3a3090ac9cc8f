/**
 * Makes one part of the store. `State` is what of the store the part reads and writes, so that parts know
 * only those they build upon.
 */
export type SliceMaker<State, Part> = (
  set: (change: (state: State) => Partial<State>) => void,
  get: () => State,
) => Part;
