import { lazy, Suspense } from "react";
import { useKeptDocument } from "@/state/useKeptDocument";
import { usePlaybackClock } from "@/state/usePlaybackClock";
import { DeskScreen } from "./DeskScreen";
import { Notice } from "./Notice";
import { useMediaQuery } from "./useMediaQuery";
import { usePasteAnywhere } from "./usePasteAnywhere";
import { useShortcuts } from "./useShortcuts";
import { useTheme } from "./useTheme";

// Asked for at once, so that the first press of a button finds it; the page does not wait for it.
const loadingSheets = import("./Sheets");
const Sheets = lazy(async () => ({ default: (await loadingSheets).Sheets }));
const PhoneScreen = lazy(async () => ({ default: (await import("./PhoneScreen")).PhoneScreen }));

/** The page: one screen for a desk, one for a hand, and what lies over both. */
export function App() {
  usePlaybackClock();
  useKeptDocument();
  useShortcuts();
  usePasteAnywhere();
  useTheme();
  const isPhone = useMediaQuery("(max-width: 719px)");
  return (
    <>
      <a
        href="#walk"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-2 focus:bg-box focus:px-3 focus:py-2"
      >
        To the walk
      </a>
      <Suspense>{isPhone ? <PhoneScreen /> : <DeskScreen />}</Suspense>
      <Suspense>
        <Sheets />
      </Suspense>
      <Notice />
    </>
  );
}
