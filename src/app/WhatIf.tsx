import { Suspense } from "react";
import { useStore } from "@/state/store";
import { ErrorBoundary } from "./ErrorBoundary";
import { LazyWhatIfStrip } from "./lazyPanels";

/** While rules are edited, what that does to the walk. */
export function WhatIf() {
  const isEdited = useStore(
    ({ document: { source } }) => source.kind === "pasted" && source.edits !== undefined,
  );
  if (!isEdited) return null;
  return (
    <ErrorBoundary panel="What the changes do">
      <Suspense>
        <LazyWhatIfStrip />
      </Suspense>
    </ErrorBoundary>
  );
}
