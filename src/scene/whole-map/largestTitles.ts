import { type MapTitle, ROLE, type WholeMap } from "./wholeMap";

/** The names of all Services, that of the Service with most chains first; those of equal size stand far apart on the map. */
export function largestTitles(map: WholeMap): readonly MapTitle[] {
  const sized = [...spread(map.titles.length)].flatMap((at) => {
    const title = map.titles[at];
    return title === undefined ? [] : [{ title, chains: chainsOf(map, title) }];
  });
  return sized.toSorted((one, other) => other.chains - one.chains).map(({ title }) => title);
}

/** How many chains a Service has: its head, and those that stand below it. */
function chainsOf({ plan, blocks, blockOf, role }: WholeMap, { service }: MapTitle): number {
  const chain = plan.index.services[service]?.chain;
  if (chain === undefined) return 0;
  const head = blockOf[chain] ?? 0;
  let end = head + 1;
  while (end < blocks.count && role[end] === ROLE.member) end += 1;
  return end - head;
}

/** All numbers below `count`, neighbours far apart: halves, quarters, eighths. */
function* spread(count: number): Generator<number> {
  const bits = Math.ceil(Math.log2(Math.max(2, count)));
  for (let number = 0; number < 2 ** bits; number += 1) {
    let turned = 0;
    for (let bit = 0; bit < bits; bit += 1)
      if ((number & (1 << bit)) !== 0) turned |= 1 << (bits - 1 - bit);
    if (turned < count) yield turned;
  }
}
