import type { NodeField, SaidField } from "./said/saidField";
import type { SliceMaker } from "./slice";

export const THEMES = ["dark", "light", "system"] as const;
export type Theme = (typeof THEMES)[number];

export const DENSITIES = ["normal", "projector"] as const;
export type Density = (typeof DENSITIES)[number];

export const BOTTOM_TABS = ["log", "packet", "rules", "findings", "connections", "trace"] as const;
export type BottomTab = (typeof BOTTOM_TABS)[number];

/** Which hops of the walk its log lists. */
export type LogView = "all" | "decisive";

/** What lies over the screen: at most one of these at a time. */
export const SHEETS = [
  "editor",
  "find",
  "paste",
  "changes",
  "scenarios",
  "shortcuts",
  "log",
  "passedOver",
  "rules",
  "findings",
  "proof",
  "redact",
  "compare",
  "counting",
  "takeOut",
  "trace",
  "versions",
  "wholeMap",
] as const;
export type SheetName = (typeof SHEETS)[number];

/** How the screen is set up; kept across reloads apart from the document. */
export interface Panels {
  readonly theme: Theme;
  readonly density: Density;
  readonly bottomTab: BottomTab;
  readonly logView: LogView;
  readonly openSheet: SheetName | undefined;
  /** Height of the area below the player; undefined as long as nobody has chosen one. */
  readonly bottomHeightPx: number | undefined;
  /** Whether the sentence is covered, so that a class can predict the next hop. */
  readonly isSentenceCovered: boolean;
  /** The part of the packet, or the fact of a node, that somebody wants to say next: its field gets the focus. */
  readonly wantedField: SaidField | NodeField | undefined;
  /** What to tell the user once: about saving, opening, undoing. */
  readonly notice: Notice | undefined;
  /** Whether the inspector says why rules were passed over, where any were. */
  readonly asksWhyNot: boolean;
  /** Whether rules and chains carry a bar for the packets they counted. */
  readonly showsHeat: boolean;
  /** Whether all chains are shown as one picture instead of the graph; `left` for one of them, to be come back to. */
  readonly wholeMap: "closed" | "open" | "left";
  setWholeMap(wholeMap: Panels["wholeMap"]): void;
  setShowsHeat(showsHeat: boolean): void;
  setTheme(theme: Theme): void;
  setDensity(density: Density): void;
  setBottomTab(tab: BottomTab): void;
  setLogView(view: LogView): void;
  /** Brings the hops that decided to the eye, wherever the log stands on this screen. */
  showDecisive(): void;
  setOpenSheet(sheet: SheetName | undefined): void;
  setBottomHeight(heightPx: number): void;
  setAsksWhyNot(asksWhyNot: boolean): void;
  /** Brings the rules as text to the eye, wherever they stand on this screen. */
  showRules(): void;
  /** The same for what is odd about them. */
  showFindings(): void;
  /** The same for what the kernel's trace holds. */
  showTrace(): void;
  /** Brings why rules were passed over at the hop at hand to the eye, wherever it stands on this screen. */
  showWhyNot(): void;
  setSentenceCovered(isCovered: boolean): void;
  wantField(field: SaidField | NodeField | undefined): void;
  notify(notice: Notice | undefined): void;
}

export interface Notice {
  readonly kind: "done" | "problem";
  readonly text: string;
}

export const panelsSlice: SliceMaker<{ readonly panels: Panels }, Panels> = (set, get) => {
  const change = (part: Partial<Panels>) =>
    set(({ panels }) => ({ panels: { ...panels, ...part } }));
  /** On a phone it is a sheet, else a tab. */
  const show = (panel: "log" | "rules" | "findings" | "trace") => {
    if (globalThis.matchMedia("(max-width: 719px)").matches) change({ openSheet: panel });
    else get().panels.setBottomTab(panel);
  };
  return {
    theme: "system",
    density: "normal",
    bottomTab: "log",
    logView: "all",
    openSheet: undefined,
    bottomHeightPx: undefined,
    isSentenceCovered: false,
    wantedField: undefined,
    notice: undefined,
    asksWhyNot: false,
    showsHeat: true,
    wholeMap: "closed",
    setWholeMap: (wholeMap) => change({ wholeMap }),
    setShowsHeat: (showsHeat) => change({ showsHeat }),
    setAsksWhyNot: (asksWhyNot) => change({ asksWhyNot }),
    showWhyNot() {
      // On a phone the log is a sheet, and so is the list; in a low window the packet is a tab.
      const sheet = get().panels.openSheet === "log" ? { openSheet: "passedOver" as const } : {};
      change({ asksWhyNot: true, bottomTab: "packet", ...sheet });
    },
    showRules: () => show("rules"),
    showFindings: () => show("findings"),
    showTrace: () => show("trace"),
    setTheme: (theme) => change({ theme }),
    setDensity: (density) => change({ density }),
    setBottomTab(bottomTab) {
      const { bottomHeightPx } = get().panels;
      // Asking for a panel opens the area it is in.
      change({ bottomTab, bottomHeightPx: bottomHeightPx === 0 ? undefined : bottomHeightPx });
    },
    setLogView: (logView) => change({ logView }),
    showDecisive() {
      change({ logView: "decisive" });
      show("log");
    },
    setOpenSheet: (openSheet) => change({ openSheet }),
    setBottomHeight: (bottomHeightPx) => change({ bottomHeightPx }),
    setSentenceCovered: (isSentenceCovered) => change({ isSentenceCovered }),
    wantField: (wantedField) => change({ wantedField }),
    notify: (notice) => change({ notice }),
  };
};
