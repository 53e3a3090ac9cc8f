/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

const BLACK: Colour = [0, 0, 0];

/** Reads `#rrggbb` or `#rgb`, as the tokens are written; anything else is black. */
export function readColour(hex: string): Colour {
  const long = hex.length === 4 ? hex.replace(/[0-9a-f]/gi, "$&$&") : hex;
  const [, red, green, blue] = /^#(..)(..)(..)$/.exec(long) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return BLACK;
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

/** A colour between two; `share` 0 is the first, 1 the second. */
export function mixed(one: Colour, other: Colour, share: number): Colour {
  const at = (place: 0 | 1 | 2) => Math.round(one[place] + (other[place] - one[place]) * share);
  return [at(0), at(1), at(2)];
}

/** As CSS writes it. */
export function cssColour([red, green, blue]: Colour): string {
  return `rgb(${red} ${green} ${blue})`;
}
