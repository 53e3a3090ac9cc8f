/** Sizes of the blocks on the whole map, in units: at scale 1 a unit is a pixel, and names stand in 12 px. */
export const BLOCK = {
  /** Of a character of a name, in 12 px. */
  character: 7.25,
  /** Beside a name, both sides together. */
  padding: 14,
  leastWidth: 84,
  /** Names of up to 18 characters have room; a hash is cut until one goes nearer. */
  mostWidth: 150,
  /** The line of a chain's name. */
  head: 18,
  /** One rule. */
  line: 5,
  foot: 4,
  /** Below a block. */
  gap: 5,
  columnGap: 8,
  /** Chains that belong to the one above them. */
  indent: 12,
  /** The line of a Service's name. */
  title: 18,
  /** Above a family. */
  familyGap: 12,
} as const;

/** So many rules have a line each; above, lines grow by the logarithm. */
const SINGLE_LINES = 10;
const LINES_PER_DOUBLING = 4;

/** How many lines a chain's rules are drawn in. Ten lines stand for ten rules, fifty for ten thousand. */
export function ruleLinesOf(rules: number): number {
  if (rules <= SINGLE_LINES) return rules;
  return SINGLE_LINES + Math.round(LINES_PER_DOUBLING * Math.log2(rules / SINGLE_LINES));
}

/** The height of a chain's block, in units. */
export function blockHeight(rules: number): number {
  if (rules === 0) return BLOCK.head;
  return BLOCK.head + ruleLinesOf(rules) * BLOCK.line + BLOCK.foot;
}
