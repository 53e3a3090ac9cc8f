import { Minus, Plus, Search } from "lucide-react";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";

export interface MapBarProps {
  readonly node: string;
  /** `36,370 chains, 100,007 rules`. */
  readonly summary: string;
  readonly typed: string;
  /** How many chains were found; undefined while nothing is searched for. */
  readonly found: number | undefined;
  /** Leads back to the graph; not on a phone, where there is none. */
  readonly onClose: (() => void) | undefined;
  readonly onType: (typed: string) => void;
  /** To the next chain that was found. */
  readonly onNext: () => void;
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
}

const ZOOM_STEP = 1.6;

/** Above the map: whose it is, what is lit on it, and the zoom. */
export function MapBar({ node, summary, onClose, onZoom, onWhole, ...search }: MapBarProps) {
  return (
    <header className="flex min-h-(--bar-hooks) shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-panel py-1 pr-2 pl-4 text-sm">
      <p className="min-w-0 flex-1 truncate text-text-3 max-md:basis-full">
        <span className="font-semibold text-text-2">{node}</span> {summary}
      </p>
      <LightUp {...search} />
      <div className="flex items-center gap-1">
        <IconButton label="Zoom out" data-zoom="out" onClick={() => onZoom(1 / ZOOM_STEP)}>
          <Minus aria-hidden="true" className="size-3.5" />
        </IconButton>
        <IconButton label="Zoom in" data-zoom="in" onClick={() => onZoom(ZOOM_STEP)}>
          <Plus aria-hidden="true" className="size-3.5" />
        </IconButton>
        <Button variant="plain" className="px-2! text-sm" onClick={onWhole}>
          Fit
        </Button>
        {onClose !== undefined && (
          <Button className="px-2! text-sm" onClick={onClose}>
            Back to the graph
          </Button>
        )}
      </div>
    </header>
  );
}

type LightUpProps = Pick<MapBarProps, "typed" | "found" | "onType" | "onNext">;

/** What is searched for is lit on the map as one types. */
function LightUp({ typed, found, onType, onNext }: LightUpProps) {
  return (
    <search className="flex h-7 w-80 max-w-full max-md:w-auto max-md:min-w-0 max-md:flex-1 items-center gap-2 rounded-2 border border-line bg-field px-2 focus-within:outline-2 focus-within:outline-focus">
      <Search aria-hidden="true" className="size-3.5 shrink-0 text-text-3" />
      <input
        type="text"
        aria-label="Find on the map"
        placeholder="Light up a Service, address, chain"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") onNext();
          if (event.key !== "Escape" || typed === "") return;
          event.preventDefault();
          event.stopPropagation();
          onType("");
        }}
        className="kernel min-w-0 flex-1 bg-transparent outline-none placeholder:font-sans placeholder:text-text-3"
      />
      <output className="text-sm whitespace-nowrap text-text-3">{foundText(found)}</output>
    </search>
  );
}

function foundText(found: number | undefined): string {
  if (found === undefined) return "";
  return found === 0 ? "not found" : `${found.toLocaleString("en")} lit`;
}
