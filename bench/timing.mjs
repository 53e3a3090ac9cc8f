/** The shortest of `laps` runs in milliseconds: the machine may be busy, and the shortest lap was disturbed least. */
export function bestOf(laps, run) {
  let best = Number.POSITIVE_INFINITY;
  for (let lap = 0; lap < laps; lap++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

export const milliseconds = (time) => `${time.toFixed(time < 10 ? 2 : 0)} ms`;
export const microseconds = (time) => `${(time * 1000).toFixed(1)} µs`;
