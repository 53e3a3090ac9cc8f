import { tinykeys } from "tinykeys";
import { redo, undo, useStore } from "@/state/store";

type Store = ReturnType<typeof useStore.getState>;

/** One key and what it does. `isGlobal` keys work while typing too. */
interface Shortcut {
  readonly keys: readonly string[];
  readonly isGlobal?: boolean;
  run(store: Store): void;
}

const SHORTCUTS: readonly Shortcut[] = [
  { keys: ["Space"], run: ({ playback }) => playback.togglePlay() },
  { keys: ["ArrowRight"], run: ({ playback }) => playback.step(1) },
  { keys: ["ArrowLeft"], run: ({ playback }) => playback.step(-1) },
  { keys: ["Shift+ArrowRight"], run: ({ playback }) => playback.stepChange(1) },
  { keys: ["Shift+ArrowLeft"], run: ({ playback }) => playback.stepChange(-1) },
  { keys: ["Home"], run: ({ playback }) => playback.toStart() },
  { keys: ["End"], run: ({ playback }) => playback.toEnd() },
  { keys: ["/"], run: search },
  { keys: ["s"], run: ({ panels }) => panels.setOpenSheet("find") },
  { keys: ["$mod+k"], isGlobal: true, run: ({ panels }) => panels.setOpenSheet("find") },
  { keys: ["b"], run: ({ selection }) => selection.find(undefined) },
  { keys: ["t"], run: typePacket },
  { keys: ["r"], run: ({ panels }) => panels.setBottomTab("rules") },
  { keys: ["l"], run: ({ panels }) => panels.setBottomTab("log") },
  { keys: ["f"], run: ({ playback }) => playback.setFollow(!playback.follow) },
  { keys: ["m"], run: toggleMap },
  { keys: ["-"], run: () => pressZoom("out") },
  { keys: ["+", "Shift++", "="], run: () => pressZoom("in") },
  {
    keys: ["p"],
    run: ({ panels }) => panels.setDensity(panels.density === "normal" ? "projector" : "normal"),
  },
  { keys: ["h"], run: ({ panels }) => panels.setSentenceCovered(!panels.isSentenceCovered) },
  { keys: ["Shift+?", "?"], run: ({ panels }) => panels.setOpenSheet("shortcuts") },
  { keys: ["Escape"], run: closeTopmost },
  { keys: ["$mod+z"], isGlobal: true, run: undo },
  { keys: ["$mod+Shift+z", "$mod+Shift+Z", "$mod+y"], isGlobal: true, run: redo },
  { keys: ["$mod+Enter"], isGlobal: true, run: ({ editing }) => editing.send() },
];

/**
 * Listens to the keys of the page until the function that it gives is called. Keys do nothing while typing or while a sheet is
 * open, except the global ones.
 */
export function listenToKeys(): () => void {
  const bindings = SHORTCUTS.flatMap((shortcut) =>
    shortcut.keys.map((key) => [key, (event: KeyboardEvent) => handle(shortcut, event)] as const),
  );
  return tinykeys(window, Object.fromEntries(bindings));
}

function handle(shortcut: Shortcut, event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const store = useStore.getState();
  if (shortcut.isGlobal !== true) {
    if (store.panels.openSheet !== undefined || isTyping(event) || usesKey(event)) return;
  }
  event.preventDefault();
  shortcut.run(store);
}

/** Whether what has the focus takes text. */
function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && target.type !== "radio";
}

/** Controls that have a use of their own for a key: space presses a button, arrows move in tabs, lists and sliders. */
const OWN_KEYS: readonly { readonly selector: string; readonly keys: RegExp }[] = [
  { selector: "button, a[href], [role=tab], [role=option]", keys: /^( |Enter)$/ },
  {
    selector:
      "[type=radio], [role=tab], [role=slider], [role=listbox], [role=option], [role=grid], [role=application]",
    keys: /^(Arrow|Home$|End$)/,
  },
];

function usesKey({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  return OWN_KEYS.some(({ selector, keys }) => keys.test(key) && target.closest(selector) !== null);
}

function search({ panels }: Store): void {
  panels.setBottomTab("rules");
  requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-search=rules]")?.focus());
}

/** The line stands in the left panel, which may be a drawer: then it is opened first. */
function typePacket({ panels }: Store): void {
  if (document.querySelector("[data-packet-line]") === null) panels.setOpenSheet("editor");
  focusWhenShown("[data-packet-line] input", 60);
}

function focusWhenShown(selector: string, framesLeft: number): void {
  const field = document.querySelector<HTMLElement>(selector);
  field?.focus();
  if (framesLeft > 0 && (field === null || document.activeElement !== field))
    requestAnimationFrame(() => focusWhenShown(selector, framesLeft - 1));
}

/** On a phone the map is a sheet. */
function toggleMap({ panels }: Store): void {
  if (window.matchMedia("(max-width: 719px)").matches) panels.setOpenSheet("wholeMap");
  else panels.setWholeMap(panels.wholeMap === "open" ? "closed" : "open");
}

/** The graph and the map each have these buttons, and their own camera behind them. */
function pressZoom(direction: "in" | "out"): void {
  document.querySelector<HTMLElement>(`[data-zoom=${direction}]`)?.click();
}

function closeTopmost({ panels, selection }: Store): void {
  if (panels.notice !== undefined) panels.notify(undefined);
  else if (panels.wholeMap === "open") panels.setWholeMap("closed");
  else if (panels.wholeMap === "left" && selection.found !== undefined) {
    selection.find(undefined);
    panels.setWholeMap("open");
  } else if (selection.found !== undefined && selection.selected === undefined)
    selection.find(undefined);
  else selection.select(undefined);
}
