import { useEffect } from "react";
import type { Theme } from "@/state/panels";
import { useStore } from "@/state/store";

const LIGHT = "(prefers-color-scheme: light)";

/** Puts the chosen theme and density on the page, where the tokens read them. */
export function useTheme(): void {
  const theme = useStore((state) => state.panels.theme);
  const density = useStore((state) => state.panels.density);
  useEffect(() => {
    const system = window.matchMedia(LIGHT);
    const apply = () => {
      document.documentElement.dataset.theme = shownTheme(theme, system.matches);
    };
    apply();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }, [theme]);
  useEffect(() => {
    if (density === "projector") document.documentElement.dataset.density = density;
    else delete document.documentElement.dataset.density;
  }, [density]);
}

function shownTheme(theme: Theme, isSystemLight: boolean): "dark" | "light" {
  if (theme !== "system") return theme;
  return isSystemLight ? "light" : "dark";
}
