import { Suspense } from "react";
import { ChainGraphCamera } from "@/features/chain-graph/ChainGraphCamera";
import { ChainGraphPanel } from "@/features/chain-graph/ChainGraphPanel";
import { useLaneJump } from "@/features/chain-graph/useLaneJump";
import { ZoomControls } from "@/features/chain-graph/ZoomControls";
import { HookStrip } from "@/features/hook-strip/HookStrip";
import { useFound } from "@/state/foundInWalk";
import { useStore } from "@/state/store";
import { ErrorBoundary } from "./ErrorBoundary";
import { LazyFoundChainPanel, LazyWholeMapPanel } from "./lazyPanels";

/** The hooks as an overview, and below them the chains; both move one camera. The whole map takes the place of both. */
export function GraphArea() {
  const isMap = useStore((state) => state.panels.wholeMap === "open");
  if (isMap)
    return (
      <ErrorBoundary panel="The whole map">
        <Suspense fallback={<div className="flex-1" />}>
          <LazyWholeMapPanel />
        </Suspense>
      </ErrorBoundary>
    );
  return (
    <ChainGraphCamera>
      <ErrorBoundary panel="The hook strip">
        <Hooks />
      </ErrorBoundary>
      <ErrorBoundary panel="The chain graph">
        <Chains />
      </ErrorBoundary>
    </ChainGraphCamera>
  );
}

/** The chains of the walk; a found chain that the packet does not meet takes their place until it is left. */
function Chains() {
  const found = useFound();
  if (found === undefined || found.chainStop !== undefined) return <ChainGraphPanel />;
  return (
    <Suspense>
      <LazyFoundChainPanel />
    </Suspense>
  );
}

function Hooks() {
  const jump = useLaneJump();
  return <HookStrip onJump={jump} controls={<ZoomControls />} />;
}
