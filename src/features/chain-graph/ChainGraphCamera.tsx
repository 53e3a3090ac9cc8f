import { ReactFlowProvider } from "@xyflow/react";
import type { ReactNode } from "react";

/** Around the chain graph and whatever moves its camera: zoom buttons, the strip of hooks. */
export function ChainGraphCamera({ children }: { readonly children: ReactNode }) {
  return <ReactFlowProvider>{children}</ReactFlowProvider>;
}
