import { useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import type { WholeMap } from "@/scene/whole-map/wholeMap";
import { useRulesIndex } from "@/state/useRulesIndex";
import type { Point } from "@/ui/point";
import { ChainTag } from "./ChainTag";
import { chainFacts, counted } from "./chainFacts";
import { MapBar } from "./MapBar";
import { MapLegend } from "./MapLegend";
import type { MapPlace } from "./mapPlace";
import { PickedCard } from "./PickedCard";
import { useCanvasSize } from "./useCanvasSize";
import { useFoundOnMap } from "./useFoundOnMap";
import { useMapActions } from "./useMapActions";
import { useMapCamera } from "./useMapCamera";
import { useMapGestures } from "./useMapGestures";
import { useMapPainting } from "./useMapPainting";
import { useMapScene } from "./useMapScene";
import { useFollowFound, useMapStart } from "./useMapStart";

export interface NodeMapProps {
  readonly node: string;
  readonly isPhone: boolean;
}

interface Hovered {
  readonly chain: number;
  readonly at: Point;
}

/** The map of one node: the picture with what stands around it. */
export function NodeMap({ node, isPhone }: NodeMapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const window = useCanvasSize(canvas);
  const index = useRulesIndex(node);
  const [hovered, setHovered] = useState<Hovered>();
  const [picked, setPicked] = useState<number>();
  const [typed, setTyped] = useState("");
  const found = useFoundOnMap(index, typed);
  const { lit, count } = found;
  const picture = useMapScene({ index, window, lit, hovered: hovered?.chain, picked });
  const painting = useMapPainting(canvas);
  const map = picture?.map;
  const camera = useMapCamera(map, window, painting.ask);
  useEffect(() => painting.show({ picture, camera }), [painting, picture, camera]);
  const actions = useMapActions({ node, isPhone, map, camera, picked, setPicked, typed });
  const onPlace = useCallback(
    ({ picked: chain, typed: text }: Pick<MapPlace, "picked" | "typed">) => {
      setPicked(chain);
      setTyped(text);
    },
    [],
  );
  useMapStart({ map, camera, walked: picture?.walked, onPlace });
  useFollowFound(map, camera, setPicked);
  useMapGestures(canvas, camera, {
    onHover: (at) => setHovered(at && actions.chainAt(at)),
    onTap: (at) => {
      frame.current?.focus({ preventScroll: true });
      setPicked(actions.chainAt(at)?.chain);
    },
    onDoubleTap: (at) => actions.open(actions.chainAt(at)?.chain),
    onBeyond: (at) => actions.open(actions.chainAt(at)?.chain),
  });
  const at = useId();
  const summary = useMemo(() => index && summaryOf(index.chains), [index]);
  return (
    <section aria-label={`Whole map of ${node}`} className="flex min-h-0 flex-1 flex-col bg-canvas">
      <MapBar
        node={node}
        summary={summary ?? "Reading the rules…"}
        typed={typed}
        found={count}
        onClose={isPhone ? undefined : actions.close}
        onType={setTyped}
        onNext={() => actions.pickNext(found)}
        onZoom={actions.zoom}
        onWhole={actions.whole}
      />
      <div className="relative min-h-0 flex-1">
        <div
          ref={frame}
          role="listbox"
          tabIndex={0}
          aria-label={`All chains of ${node} as blocks: ${summary ?? ""}. Arrow keys go from chain to chain, Enter opens one. The tree in Rules has the same as text.`}
          aria-activedescendant={map && at}
          className="absolute inset-0 outline-offset-[-2px]!"
          onKeyDown={actions.onKey}
        >
          <canvas
            ref={canvas}
            className="size-full cursor-grab touch-none active:cursor-grabbing"
          />
          {map !== undefined && <ChainOption id={at} map={map} chain={picked} />}
        </div>
        {map !== undefined && hovered !== undefined && hovered.chain !== picked && (
          <ChainTag map={map} chain={hovered.chain} at={hovered.at} window={window} />
        )}
        {map !== undefined && picked !== undefined && (
          <PickedCard
            map={map}
            chain={picked}
            isRight={actions.isAtLeft(picked)}
            isPhone={isPhone}
            onOpen={() => actions.open(picked)}
            onClose={() => setPicked(undefined)}
          />
        )}
      </div>
      <MapLegend hasCounters={index?.hasCounters === true} />
    </section>
  );
}

function summaryOf(chains: readonly { readonly rules: number }[]): string {
  const rules = chains.reduce((sum, chain) => sum + chain.rules, 0);
  return `${counted(chains.length, "chain")}, ${counted(rules, "rule")}`;
}

interface ChainOptionProps {
  readonly id: string;
  readonly map: WholeMap;
  /** The chain that was picked. */
  readonly chain: number | undefined;
}

/** The chain at hand as text: of the thousands in the list only this one is on the page. */
function ChainOption({ id, map, chain }: ChainOptionProps) {
  const { blocks, blockOf } = map;
  const { name, service, counts } = chainFacts(map, chain ?? blocks.chain[0] ?? 0);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chain !== undefined}
      aria-setsize={blocks.count}
      aria-posinset={chain === undefined ? 1 : (blockOf[chain] ?? 0) + 1}
      className="sr-only"
    >
      {name}
      {service !== undefined && `, Service ${service}`}: {counts}
    </div>
  );
}
