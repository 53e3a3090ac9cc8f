import { TABLES, type TableName } from "@/engine";
import { HEAT_STEPS, TONES, toneParts } from "@/scene/whole-map/blockTones";
import type { RuleKind } from "@/scene/whole-map/ruleKinds";
import { ROLE } from "@/scene/whole-map/wholeMap";
import { type Colour, cssColour, mixed, readColour } from "./colour";

/** The colours of the map in the theme at hand. */
export interface MapLook {
  readonly canvas: string;
  readonly panel: string;
  readonly box: string;
  readonly line: string;
  readonly lineFaint: string;
  readonly lineStrong: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly ink: string;
  readonly selected: string;
  /** Families of fonts. */
  readonly mono: string;
  readonly sans: string;
  readonly tables: Readonly<Record<TableName, TableColours>>;
  readonly kinds: Readonly<Record<RuleKind, string>>;
  /** By step of nearness, then by tone: far out blocks are filled, near they are boxes with names in them. */
  readonly fills: readonly (readonly string[])[];
  readonly heat: readonly string[];
}

interface TableColours {
  readonly plain: string;
  readonly text: string;
  readonly soft: string;
  readonly line: string;
}

/** From filled to a box. */
export const NEARNESS_STEPS = 5;

/** Reads the tokens of the page. */
export function readMapLook(): MapLook {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--color-${name}`).trim();
  const tables = {
    raw: tableColours(read, "raw"),
    mangle: tableColours(read, "mangle"),
    nat: tableColours(read, "nat"),
    filter: tableColours(read, "filter"),
    security: {
      plain: read("text-2"),
      text: read("text-2"),
      soft: read("selected"),
      line: read("line-strong"),
    },
  };
  return {
    canvas: read("canvas"),
    panel: read("panel"),
    box: read("box"),
    line: read("line"),
    lineFaint: read("line-faint"),
    lineStrong: read("line-strong"),
    text: read("text"),
    text2: read("text-2"),
    text3: read("text-3"),
    ink: read("ink"),
    selected: read("selected"),
    mono: style.getPropertyValue("--font-mono").trim(),
    sans: style.getPropertyValue("--font-sans").trim(),
    tables,
    kinds: {
      accept: read("verdict-accept"),
      drop: read("verdict-drop"),
      reject: read("verdict-reject"),
      dnat: read("target-dnat"),
      snat: read("target-snat"),
      mark: read("target-mark"),
      return: read("text-3"),
      jump: read("line-strong"),
      other: read("line-strong"),
    },
    fills: fillsOf(read, tables),
    heat: heatOfLook(read),
  };
}

function tableColours(read: (name: string) => string, table: TableName): TableColours {
  return {
    plain: read(`table-${table}`),
    text: read(`table-${table}-text`),
    soft: read(`table-${table}-soft`),
    line: read(`table-${table}-line`),
  };
}

/** How much of its table's colour a block has: what belongs to another is paler. */
const STRENGTH: Readonly<Record<number, number>> = {
  [ROLE.trunk]: 0.62,
  [ROLE.head]: 0.62,
  [ROLE.member]: 0.34,
};

function fillsOf(read: (name: string) => string, tables: MapLook["tables"]): MapLook["fills"] {
  const canvas = readColour(read("canvas"));
  const box = readColour(read("box"));
  const heat = readColour(read("heat"));
  const far = Array.from({ length: TONES }, (_, tone): Colour => {
    const parts = toneParts(tone);
    const table = readColour(tables[TABLES[parts.table] ?? "filter"].plain);
    const cold = mixed(canvas, table, STRENGTH[parts.role] ?? 0.5);
    return mixed(cold, heat, (0.85 * parts.heat) / (HEAT_STEPS - 1));
  });
  return Array.from({ length: NEARNESS_STEPS }, (_, step) =>
    far.map((colour) => cssColour(mixed(colour, box, step / (NEARNESS_STEPS - 1)))),
  );
}

function heatOfLook(read: (name: string) => string): readonly string[] {
  const track = readColour(read("heat-track"));
  const heat = readColour(read("heat"));
  return Array.from({ length: HEAT_STEPS }, (_, step) =>
    cssColour(mixed(track, heat, step / (HEAT_STEPS - 1))),
  );
}
