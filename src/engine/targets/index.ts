/** Every target the engine knows. A new one is a new file and one name here. */
export const TARGETS = {} as const;
/** A target as read; the union over all extensions, told apart by `target`. */
export type Target = { readonly target: string };
