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
      const isLight = system.matches || density === "projector";
      document.documentElement.dataset.theme = shownTheme(theme, isLight);
    };
    apply();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }, [theme, density]);
  useEffect(() => {
    if (density === "projector") document.documentElement.dataset.density = density;
    else delete document.documentElement.dataset.density;
  }, [density]);
}

/** Unless a theme was chosen a projector is light: a dark page is lost in a lit room. */
function shownTheme(theme: Theme, isLight: boolean): "dark" | "light" {
  if (theme !== "system") return theme;
  return isLight ? "light" : "dark";
}
