import { lazy, Suspense } from "react";
import { PacketForm } from "@/features/packet-form/PacketForm";
import { useStore } from "@/state/store";
import { ErrorBoundary } from "./ErrorBoundary";
import { Notes } from "./Notes";

const ClusterEditor = lazy(async () => ({
  default: (await import("@/features/cluster-editor/ClusterEditor")).ClusterEditor,
}));
const PastedFacts = lazy(async () => ({
  default: (await import("@/features/paste/PastedFacts")).PastedFacts,
}));

const TracedNote = lazy(async () => ({
  default: (await import("@/features/trace/TracedNote")).TracedNote,
}));

/** What the walk is made from: the packet, and the cluster or what is known of the pasted node. */
export function LeftPanel() {
  const kind = useStore((state) => state.document.source.kind);
  const isTraced = useStore((state) => state.document.traced !== undefined);
  return (
    <>
      <Suspense>{isTraced && <TracedNote />}</Suspense>
      <ErrorBoundary panel="The packet form">
        <PacketForm />
      </ErrorBoundary>
      {kind === "pasted" && <Notes />}
      <ErrorBoundary panel="The editor">
        <Suspense>{kind === "cluster" ? <ClusterEditor /> : <PastedFacts />}</Suspense>
      </ErrorBoundary>
      {kind === "cluster" && <Notes />}
    </>
  );
}
