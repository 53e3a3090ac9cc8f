import { useEffect } from "react";

// Asked for at once, but the page need not wait for it.
const loading = import("./shortcuts");

/** Listens to the keys of the page as long as it is there. */
export function useShortcuts(): void {
  useEffect(() => {
    const leaving = new AbortController();
    void loading.then(({ listenToKeys }) => {
      if (!leaving.signal.aborted) leaving.signal.addEventListener("abort", listenToKeys());
    });
    return () => leaving.abort();
  }, []);
}
