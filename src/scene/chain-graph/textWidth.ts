/** Widths of the two faces at 12 px. Handed in, so that whoever draws can measure its real fonts. */
export interface TextWidth {
  /** Addresses, chains and rules. */
  mono(text: string): number;
  /** Words. */
  words(text: string): number;
}

/** JetBrains Mono at 12 px has 7.2 px a character; Inter about 6.3 in running text. */
export const DEFAULT_TEXT_WIDTH: TextWidth = {
  mono: (text) => text.length * 7.2,
  words: (text) => text.length * 6.3,
};
