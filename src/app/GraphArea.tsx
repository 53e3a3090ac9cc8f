import { Suspense } from "react";
import { ChainGraphCamera } from "@/features/chain-graph/ChainGraphCamera";
import { ChainGraphPanel } from "@/features/chain-graph/ChainGraphPanel";
import { useLaneJump } from "@/features/chain-graph/useLaneJump";
import { ZoomControls } from "@/features/chain-graph/ZoomControls";
import { HookStrip } from "@/features/hook-strip/HookStrip";
import { useFound } from "@/state/foundInWalk";
import { ErrorBoundary } from "./ErrorBoundary";
import { LazyFoundChainPanel } from "./lazyPanels";

/** The hooks as an overview, and below them the chains; both move one camera. */
export function GraphArea() {
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
