import { ChainGraphCamera } from "@/features/chain-graph/ChainGraphCamera";
import { ChainGraphPanel } from "@/features/chain-graph/ChainGraphPanel";
import { useLaneJump } from "@/features/chain-graph/useLaneJump";
import { ZoomControls } from "@/features/chain-graph/ZoomControls";
import { HookStrip } from "@/features/hook-strip/HookStrip";
import { ErrorBoundary } from "./ErrorBoundary";

/** The hooks as an overview, and below them the chains; both move one camera. */
export function GraphArea() {
  return (
    <ChainGraphCamera>
      <ErrorBoundary panel="The hook strip">
        <Hooks />
      </ErrorBoundary>
      <ErrorBoundary panel="The chain graph">
        <ChainGraphPanel />
      </ErrorBoundary>
    </ChainGraphCamera>
  );
}

function Hooks() {
  const jump = useLaneJump();
  return <HookStrip onJump={jump} controls={<ZoomControls />} />;
}
