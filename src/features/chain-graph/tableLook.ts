import type { TableName } from "@/engine";

interface TableLook {
  readonly line: string;
  readonly ring: string;
  readonly softRow: string;
  readonly softNumber: string;
  readonly solidNumber: string;
  readonly port: string;
  readonly stroke: string;
  readonly fill: string;
}

/** How boxes, rows and arrows of each table are coloured; written out so that Tailwind finds the classes. */
export const TABLE_LOOKS: Readonly<Record<TableName, TableLook>> = {
  raw: {
    line: "ring-table-raw-line",
    ring: "ring-table-raw",
    softRow: "bg-table-raw-soft",
    softNumber: "bg-table-raw-soft text-table-raw-text",
    solidNumber: "bg-table-raw text-table-raw-on",
    port: "border-table-raw bg-table-raw",
    stroke: "stroke-table-raw",
    fill: "fill-table-raw",
  },
  mangle: {
    line: "ring-table-mangle-line",
    ring: "ring-table-mangle",
    softRow: "bg-table-mangle-soft",
    softNumber: "bg-table-mangle-soft text-table-mangle-text",
    solidNumber: "bg-table-mangle text-table-mangle-on",
    port: "border-table-mangle bg-table-mangle",
    stroke: "stroke-table-mangle",
    fill: "fill-table-mangle",
  },
  nat: {
    line: "ring-table-nat-line",
    ring: "ring-table-nat",
    softRow: "bg-table-nat-soft",
    softNumber: "bg-table-nat-soft text-table-nat-text",
    solidNumber: "bg-table-nat text-table-nat-on",
    port: "border-table-nat bg-table-nat",
    stroke: "stroke-table-nat",
    fill: "fill-table-nat",
  },
  filter: {
    line: "ring-table-filter-line",
    ring: "ring-table-filter",
    softRow: "bg-table-filter-soft",
    softNumber: "bg-table-filter-soft text-table-filter-text",
    solidNumber: "bg-table-filter text-table-filter-on",
    port: "border-table-filter bg-table-filter",
    stroke: "stroke-table-filter",
    fill: "fill-table-filter",
  },
  security: {
    line: "ring-line-strong",
    ring: "ring-text-2",
    softRow: "bg-selected",
    softNumber: "bg-selected text-text-2",
    solidNumber: "bg-text-2 text-canvas",
    port: "border-text-2 bg-text-2",
    stroke: "stroke-text-2",
    fill: "fill-text-2",
  },
};
