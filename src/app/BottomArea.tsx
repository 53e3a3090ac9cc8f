import { type ReactNode, Suspense } from "react";
import type { BottomTab } from "@/state/panels";
import { useStore } from "@/state/store";
import { Splitter } from "@/ui/Splitter";
import { Tabs } from "@/ui/Tabs";
import { ErrorBoundary } from "./ErrorBoundary";
import {
  LazyConnectionsPanel,
  LazyFindingsPanel,
  LazyLogViewSwitch,
  LazyPacketInspector,
  LazyRulesPanel,
  LazyTracePanel,
  LazyWalkLogPanel,
} from "./lazyPanels";
import { useMediaQuery } from "./useMediaQuery";

export interface BottomAreaProps {
  readonly isWide: boolean;
  readonly isProjected: boolean;
}

const USUAL_PX = 216;
/** The fields stand in two columns there. */
const PROJECTOR_PX = 172;
/** In a low window the graph needs the height more. */
const SHORT_PX = 112;
/** What is read there for itself gets some of it back. */
const SHORT_LIST_PX = 184;
const READ_FOR_ITSELF: ReadonlySet<BottomTab> = new Set(["findings", "rules", "trace"]);
const MOST_OF_WINDOW = 0.6;

const LISTS = [
  { id: "log", label: "Walk log" },
  { id: "rules", label: "Rules" },
  { id: "findings", label: "Findings" },
  { id: "connections", label: "Connections" },
] as const;

/** Only where there is one. */
const TRACE = { id: "trace", label: "Trace" } as const;

const [LOG, ...OTHERS] = LISTS;
const ALL = [LOG, { id: "packet", label: "Packet" }, ...OTHERS] as const;

/** The walk as text beside the packet's fields; where there is little room, one of them at a time. */
export function BottomArea({ isWide, isProjected }: BottomAreaProps) {
  const isTall = useMediaQuery("(min-height: 800px)");
  if (isProjected) {
    return (
      <Frame>
        <Inspector />
      </Frame>
    );
  }
  if (isWide && isTall) {
    return (
      <Frame>
        <div className="flex min-w-0 flex-[632] flex-col border-r border-line">
          <TabbedPanels tabs={LISTS} />
        </div>
        <div className="flex min-w-0 flex-[536] flex-col">
          <Inspector />
        </div>
      </Frame>
    );
  }
  return (
    <Frame>
      <TabbedPanels tabs={ALL} />
    </Frame>
  );
}

function usualHeightPx(isTall: boolean, isProjected: boolean, tab: BottomTab): number {
  if (!isTall) return READ_FOR_ITSELF.has(tab) ? SHORT_LIST_PX : SHORT_PX;
  return isProjected ? PROJECTOR_PX : USUAL_PX;
}

/** The area with a handle above it, by which it is made larger, smaller or closed. */
function Frame({ children }: { readonly children: ReactNode }) {
  const isTall = useMediaQuery("(min-height: 800px)");
  const chosenPx = useStore((state) => state.panels.bottomHeightPx);
  const setBottomHeight = useStore((state) => state.panels.setBottomHeight);
  const isProjected = useStore((state) => state.panels.density === "projector");
  const tab = useStore((state) => state.panels.bottomTab);
  const heightPx = chosenPx ?? usualHeightPx(isTall, isProjected, tab);
  return (
    <>
      <Splitter
        label="Height of the lower panels"
        valuePx={heightPx}
        maxPx={Math.round(window.innerHeight * MOST_OF_WINDOW)}
        onChange={setBottomHeight}
      />
      <div className="flex shrink-0 overflow-hidden bg-panel" style={{ height: heightPx }}>
        {children}
      </div>
    </>
  );
}

interface TabbedPanelsProps {
  readonly tabs: readonly { readonly id: BottomTab; readonly label: string }[];
}

function TabbedPanels({ tabs: usual }: TabbedPanelsProps) {
  const isTraced = useStore((state) => state.document.traced !== undefined);
  const tabs = isTraced ? [...usual, TRACE] : usual;
  const chosen = useStore((state) => state.panels.bottomTab);
  const setBottomTab = useStore((state) => state.panels.setBottomTab);
  const shown = tabs.some(({ id }) => id === chosen) ? chosen : "log";
  return (
    <Tabs
      label="The walk as text"
      className="min-w-0 flex-1"
      tabs={tabs}
      value={shown}
      onChange={setBottomTab}
      end={
        shown === "log" && (
          <Suspense>
            <LazyLogViewSwitch />
          </Suspense>
        )
      }
    >
      <ErrorBoundary key={shown} panel="This panel">
        <Suspense>
          <Shown tab={shown} />
        </Suspense>
      </ErrorBoundary>
    </Tabs>
  );
}

function Shown({ tab }: { readonly tab: BottomTab }) {
  switch (tab) {
    case "log":
      return <LazyWalkLogPanel />;
    case "packet":
      return <LazyPacketInspector />;
    case "rules":
      return <LazyRulesPanel />;
    case "findings":
      return <LazyFindingsPanel />;
    case "connections":
      return <LazyConnectionsPanel />;
    case "trace":
      return <LazyTracePanel />;
  }
}

function Inspector() {
  return (
    <ErrorBoundary panel="The packet's fields">
      <Suspense>
        <LazyPacketInspector />
      </Suspense>
    </ErrorBoundary>
  );
}
