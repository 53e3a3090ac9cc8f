import { CallStack } from "@/features/chain-graph/CallStack";
import { HostStrip } from "@/features/network-map/HostStrip";
import { PacketSummary } from "@/features/packet-inspector/PacketSummary";
import { PacketPlayer } from "@/features/packet-player/PacketPlayer";
import { SentencePanel } from "@/features/sentence/SentencePanel";
import { TopBar } from "@/features/top-bar/TopBar";
import { useStore } from "@/state/store";
import { ErrorBoundary } from "./ErrorBoundary";
import { useSwipe } from "./useSwipe";
import { WhatIf } from "./WhatIf";

/** The screen for a hand: one column, the call stack instead of the graph, what matters fixed at the bottom. */
export function PhoneScreen() {
  const step = useStore((state) => state.playback.step);
  const swipe = useSwipe(step);
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <TopBar hasDrawer isNarrow />
      <main id="walk" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
        <ErrorBoundary panel="The network map">
          <HostStrip />
        </ErrorBoundary>
        <div className="flex min-h-0 flex-1 flex-col" {...swipe}>
          <ErrorBoundary panel="The call stack">
            <CallStack />
          </ErrorBoundary>
        </div>
        <div className="shrink-0 border-t border-line bg-panel">
          <WhatIf />
          <ErrorBoundary panel="The sentence">
            <SentencePanel isCompact />
          </ErrorBoundary>
          <ErrorBoundary panel="The packet's fields">
            <PacketSummary />
          </ErrorBoundary>
          <ErrorBoundary panel="The player">
            <PacketPlayer isCompact />
          </ErrorBoundary>
        </div>
      </main>
    </div>
  );
}
