import type { WholeMap } from "@/scene/whole-map/wholeMap";
import { Chip } from "@/ui/Chip";
import type { Point } from "@/ui/point";
import { chainFacts } from "./chainFacts";
import type { Extent } from "./mapCamera";

export interface ChainTagProps {
  readonly map: WholeMap;
  readonly chain: number;
  /** The pointer, in px of the canvas. */
  readonly at: Point;
  readonly window: Extent;
}

const BESIDE_PX = 14;
const MOST_WIDTH_PX = 300;
const HEIGHT_PX = 64;

/** What the chain under the pointer is, beside the pointer. */
export function ChainTag({ map, chain, at, window }: ChainTagProps) {
  const isRight = at.x + BESIDE_PX + MOST_WIDTH_PX < window.width;
  const isBelow = at.y + BESIDE_PX + HEIGHT_PX < window.height;
  return (
    <div
      className="pointer-events-none absolute z-1 max-w-75 rounded-3 border border-line bg-box px-3 py-2 shadow-float"
      style={{
        left: isRight ? at.x + BESIDE_PX : undefined,
        right: isRight ? undefined : window.width - at.x + BESIDE_PX,
        top: isBelow ? at.y + BESIDE_PX : undefined,
        bottom: isBelow ? undefined : window.height - at.y + BESIDE_PX,
      }}
    >
      <ChainWords map={map} chain={chain} />
    </div>
  );
}

/** A chain's table and name, its Service, and how many rules, references and packets it has. */
export function ChainWords({ map, chain }: Pick<ChainTagProps, "map" | "chain">) {
  const { name, service, counts } = chainFacts(map, chain);
  const table = map.plan.index.chains[chain]?.table ?? "filter";
  return (
    <>
      <p className="flex items-center gap-2">
        <Chip tone={table}>{table}</Chip>
        <code className="kernel min-w-0 font-semibold break-all">{name}</code>
      </p>
      {service !== undefined && (
        <p className="text-sm text-text-2">
          Service <code className="kernel">{service}</code>
        </p>
      )}
      <p className="text-sm text-text-3">{counts}</p>
    </>
  );
}
