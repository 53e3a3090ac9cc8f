/** A curve from (0, 0) to (1, 1), evaluated at a share of time between 0 and 1. */
export type Easing = (share: number) => number;

/** The easing that CSS calls `cubic-bezier(x1, y1, x2, y2)`. Outside 0 to 1 it holds its ends. */
export function cubicBezier(x1: number, y1: number, x2: number, y2: number): Easing {
  return (share) => {
    if (share <= 0) return 0;
    if (share >= 1) return 1;
    return coordinate(parameterAt(share, x1, x2), y1, y2);
  };
}

/** One coordinate of the curve at parameter `t`. */
function coordinate(t: number, first: number, second: number): number {
  const rest = 1 - t;
  return 3 * rest * rest * t * first + 3 * rest * t * t * second + t * t * t;
}

/** The parameter at which the curve has this x; x never falls along the curve, so halving finds it. */
function parameterAt(x: number, x1: number, x2: number): number {
  let low = 0;
  let high = 1;
  for (let round = 0; round < 24; round += 1) {
    const middle = (low + high) / 2;
    if (coordinate(middle, x1, x2) < x) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** How things come to rest. The same curve as `--ease-settle`. */
export const easeSettle = cubicBezier(0.2, 0, 0, 1);
/** How the packet goes from stop to stop. The same curve as `--ease-travel`. */
export const easeTravel = cubicBezier(0.45, 0, 0.2, 1);
