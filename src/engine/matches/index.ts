/** Every match the engine knows. A new one is a new file and one name here. */
export const MATCHES = {} as const;
/** A match as read; the union over all extensions, told apart by `match`. */
export type Match = { readonly match: string };
