import { lazy, Suspense } from "react";
import { SentencePanel } from "@/features/sentence/SentencePanel";
import { TopBar } from "@/features/top-bar/TopBar";
import { useStore } from "@/state/store";
import { BottomArea } from "./BottomArea";
import { ErrorBoundary } from "./ErrorBoundary";
import { LazyLeftPanel } from "./lazyPanels";
import { useMediaQuery } from "./useMediaQuery";
import { WhatIf } from "./WhatIf";

// Asked for at once, so that the page around them is there while they are still on their way.
const loadingMap = import("@/features/network-map/NetworkMapPanel");
const NetworkMapPanel = lazy(async () => ({ default: (await loadingMap).NetworkMapPanel }));
const loadingPlayer = import("@/features/packet-player/PacketPlayer");
const PacketPlayer = lazy(async () => ({ default: (await loadingPlayer).PacketPlayer }));
const loadingGraph = import("./GraphArea");
const GraphArea = lazy(async () => ({ default: (await loadingGraph).GraphArea }));

/** The screen for a laptop or a projector. Below 1280 wide the left panel is a drawer. */
export function DeskScreen() {
  const isWide = useMediaQuery("(min-width: 1280px)");
  const isProjected = useStore((state) => state.panels.density === "projector");
  const hasPanel = isWide && !isProjected;
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <ErrorBoundary panel="The top bar">
        <TopBar hasDrawer={!hasPanel} isNarrow={false} />
      </ErrorBoundary>
      <div className="flex min-h-0 flex-1">
        {hasPanel && (
          <aside
            aria-label="Packet and cluster"
            className="relative w-(--panel-left) shrink-0 overflow-y-auto border-r border-line bg-panel"
          >
            <Suspense>
              <LazyLeftPanel />
            </Suspense>
          </aside>
        )}
        <main id="walk" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          <ErrorBoundary panel="The network map">
            <Suspense fallback={<div className="h-30 shrink-0 border-b border-line bg-panel" />}>
              <NetworkMapPanel />
            </Suspense>
          </ErrorBoundary>
          <Suspense fallback={<div className="flex-1" />}>
            <GraphArea />
          </Suspense>
          <WhatIf />
          <ErrorBoundary panel="The sentence">
            <SentencePanel />
          </ErrorBoundary>
          <ErrorBoundary panel="The player">
            <Suspense fallback={<div className="h-(--bar-player) shrink-0 bg-panel" />}>
              <PacketPlayer />
            </Suspense>
          </ErrorBoundary>
          <BottomArea isWide={isWide} isProjected={isProjected} />
        </main>
      </div>
    </div>
  );
}
