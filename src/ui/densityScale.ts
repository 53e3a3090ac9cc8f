/** Pictures whose places are given in px are drawn larger as a whole on a projector: 12 px text becomes 16. */
export const DENSITY_SCALES = { normal: 1, projector: 4 / 3 } as const;
