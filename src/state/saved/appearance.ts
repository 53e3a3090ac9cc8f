import { DENSITIES, THEMES } from "../panels";
import { useStore } from "../store";

const KEY = "chainwalk appearance";

/** Takes up theme and density of the last visit, and keeps them from then on. What cannot be read is left out. */
export function restoreAppearance(): void {
  const { panels } = useStore.getState();
  const kept = readKept();
  const theme = THEMES.find((candidate) => candidate === kept.theme);
  const density = DENSITIES.find((candidate) => candidate === kept.density);
  if (theme !== undefined) panels.setTheme(theme);
  if (density !== undefined) panels.setDensity(density);
  useStore.subscribe((state, before) => {
    if (
      state.panels.theme !== before.panels.theme ||
      state.panels.density !== before.panels.density
    )
      keep({ theme: state.panels.theme, density: state.panels.density });
  });
}

function readKept(): { readonly theme?: unknown; readonly density?: unknown } {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function keep(appearance: Readonly<Record<string, string>>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // Storing is not allowed here: the page looks the usual way at the next visit.
  }
}
