import {
  ChevronDown,
  ClipboardPaste,
  Contrast,
  Copy,
  FileDown,
  FolderOpen,
  Keyboard,
  ListOrdered,
  Menu,
  Redo2,
  Share,
  ShieldCheck,
  TextSearch,
  Undo2,
} from "lucide-react";
import { saveDocumentFile } from "@/state/documentFile";
import { pickFile } from "@/state/openFile";
import { redo, undo, useHistory, useStore } from "@/state/store";
import { Button } from "@/ui/Button";
import { IconButton } from "@/ui/IconButton";
import { SegmentedControl } from "@/ui/SegmentedControl";
import { Brand } from "./Brand";

export interface TopBarProps {
  /** Whether the left panel is a drawer that a button opens. */
  readonly hasDrawer: boolean;
  /** Whether there is room for names beside the icons and for what is used rarely. */
  readonly isNarrow: boolean;
}

/** What the page shows, and what can be done with it as a whole. */
export function TopBar({ hasDrawer, isNarrow }: TopBarProps) {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  const title = useStore((state) => state.document.title);
  return (
    <header className="flex h-(--bar-top) shrink-0 items-center gap-2 border-b border-line bg-panel pr-3 pl-4">
      {hasDrawer && (
        <IconButton
          label="Packet and cluster"
          size={isNarrow ? "touch" : "default"}
          onClick={() => setOpenSheet("editor")}
        >
          <Menu aria-hidden="true" className="size-4" />
        </IconButton>
      )}
      <Brand hasName={!isNarrow} />
      {!isNarrow && <SourceSwitch />}
      <Button aria-haspopup="dialog" className="min-w-0" onClick={() => setOpenSheet("scenarios")}>
        <span className="sr-only">Examples. Shown now: </span>
        <span className="truncate">{title}</span>
        <ChevronDown aria-hidden="true" className="size-3.5 shrink-0" />
      </Button>
      <span className="flex-1" />
      {isNarrow ? <PhoneSheets /> : <Actions />}
    </header>
  );
}

const SOURCES = [
  { value: "cluster", label: "Cluster" },
  { value: "pasted", label: "Pasted dump" },
] as const;

/** Between the cluster and the dump that were worked on last. Where there is none yet, it asks for one. */
function SourceSwitch() {
  const kind = useStore((state) => state.document.source.kind);
  const switchTo = useStore((state) => state.editing.switchTo);
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <SegmentedControl
      label="What the rules come from"
      options={SOURCES}
      value={kind}
      onChange={(chosen) => {
        if (switchTo(chosen) === undefined) {
          setOpenSheet(chosen === "pasted" ? "paste" : "scenarios");
        }
      }}
    />
  );
}

function History() {
  const { canUndo, canRedo } = useHistory();
  return (
    <>
      <IconButton label="Undo" shortcut="ctrl Z" disabled={!canUndo} onClick={undo}>
        <Undo2 aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Redo" shortcut="ctrl shift Z" disabled={!canRedo} onClick={redo}>
        <Redo2 aria-hidden="true" className="size-4" />
      </IconButton>
    </>
  );
}

/** In a narrow window the panels that have no place on the screen are sheets. */
function PhoneSheets() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <>
      <IconButton label="Walk log" size="touch" onClick={() => setOpenSheet("log")}>
        <ListOrdered aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Rules" size="touch" onClick={() => setOpenSheet("rules")}>
        <TextSearch aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton
        label="Paste rules or manifests"
        size="touch"
        onClick={() => setOpenSheet("paste")}
      >
        <ClipboardPaste aria-hidden="true" className="size-4" />
      </IconButton>
    </>
  );
}

function Actions() {
  return (
    <>
      <ProofDoor />
      <History />
      <Files />
      <Settings />
    </>
  );
}

/** To what the answers on this page were checked against. */
function ProofDoor() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <Button variant="plain" aria-haspopup="dialog" onClick={() => setOpenSheet("proof")}>
      <ShieldCheck aria-hidden="true" className="size-4" />
      <span className="max-xl:sr-only">How do we know?</span>
    </Button>
  );
}

function Files() {
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <>
      <IconButton label="Paste rules or manifests" onClick={() => setOpenSheet("paste")}>
        <ClipboardPaste aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Open a file" onClick={pickFile}>
        <FolderOpen aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Save to a file" onClick={saveDocumentFile}>
        <FileDown aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Copy the walk as text" onClick={copyWalk}>
        <Copy aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Take out" onClick={() => setOpenSheet("takeOut")}>
        <Share aria-hidden="true" className="size-4" />
      </IconButton>
    </>
  );
}

const NEXT_THEME = { system: "dark", dark: "light", light: "system" } as const;
const THEME_NAMES = { system: "as the system", dark: "dark", light: "light" } as const;

function Settings() {
  const theme = useStore((state) => state.panels.theme);
  const setTheme = useStore((state) => state.panels.setTheme);
  const setOpenSheet = useStore((state) => state.panels.setOpenSheet);
  return (
    <>
      <IconButton
        label={`Theme: ${THEME_NAMES[theme]}. Change to ${THEME_NAMES[NEXT_THEME[theme]]}`}
        onClick={() => setTheme(NEXT_THEME[theme])}
      >
        <Contrast aria-hidden="true" className="size-4" />
      </IconButton>
      <IconButton label="Keys" shortcut="?" onClick={() => setOpenSheet("shortcuts")}>
        <Keyboard aria-hidden="true" className="size-4" />
      </IconButton>
    </>
  );
}

async function copyWalk(): Promise<void> {
  await (await import("@/state/copyWalk")).copyWalk();
}
